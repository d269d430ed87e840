/** End-to-end encryption (ETEE) for Belgian healthcare. */
module etee {
    requires static java.net.http;

    exports etee;
}
