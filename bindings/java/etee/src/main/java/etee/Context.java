package etee;

import static etee.Natives.NATIVE;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * What a program decides once: limits, clock, trust, places. It may be changed until it is first
 * used to make something; from then on it is immutable, a change throws {@link UsageException},
 * and any number of threads may use it. It may be closed before what was made with it.
 */
public final class Context extends Handle {
    /** A context with the default settings. */
    public Context() {
        super(Call.make(call -> NATIVE.etee_context_new(call.result(), call.error())),
                NATIVE::etee_context_free);
    }

    private Context set(Call.Method setter) {
        run(setter);
        return this;
    }

    /** A setter that takes text. */
    private interface TextSetter {
        int set(long context, long text, long length, long error);
    }

    private Context set(@Nullable String text, TextSetter setter) {
        return set((self, call) -> {
            Call.Octets octets = call.text(text);
            return setter.set(self, octets.address, octets.length, call.error());
        });
    }

    private Context add(X509Certificate certificate, TextSetter setter) {
        return add(Certificates.encode(certificate), setter);
    }

    private Context add(byte[] certificates, TextSetter setter) {
        return set((self, call) -> {
            Call.Octets octets = call.octets(certificates);
            return setter.set(self, octets.address, octets.length, call.error());
        });
    }

    /** Changes a limit. */
    public Context setLimit(Limit limit, long value) {
        return set((self, call) ->
                NATIVE.etee_context_set_limit(self, limit.number, value, call.error()));
    }

    /** Stops the clock of the context at a moment: for archives and for tests. */
    public Context setClock(Instant moment) {
        return set((self, call) ->
                NATIVE.etee_context_set_clock(self, moment.getEpochSecond(), call.error()));
    }

    /** Sets the folder of the encrypted temporary files of messages that come from streams. */
    public Context setSpoolDirectory(Path directory) {
        return set(directory.toString(), NATIVE::etee_context_set_spool_directory);
    }

    /** Lets a {@link Batch} work on this many threads, the calling one among them; one unless set. */
    public Context setParallelism(int threads) {
        return set((self, call) ->
                NATIVE.etee_context_set_parallelism(self, threads, call.error()));
    }

    /** Chooses the judgement; strict unless set. */
    public Context setJudgement(Judgement judgement) {
        return set((self, call) ->
                NATIVE.etee_context_set_judgement(self, judgement.number, call.error()));
    }

    /**
     * Accepts messages that were signed under this policy. The first call replaces the default
     * set, which is EHEALTH_CERT, EID and EC_CERT; each further one adds to it.
     */
    public Context addSigningPolicy(SigningPolicy policy) {
        return set((self, call) ->
                NATIVE.etee_context_add_signing_policy(self, policy.number, call.error()));
    }

    /**
     * Says where it is learnt whether a certificate was revoked; nowhere unless set. A policy that
     * asks a responder needs {@link #allowRevocationHost} too.
     */
    public Context setOcspPolicy(OcspPolicy policy) {
        return set((self, call) ->
                NATIVE.etee_context_set_ocsp_policy(self, policy.number, call.error()));
    }

    /** Names the OCSP responder to ask instead of the one that a certificate names; null none. */
    public Context setOcspUri(@Nullable String uri) {
        return set(uri, NATIVE::etee_context_set_ocsp_uri);
    }

    /** Says how far clocks may differ; five minutes unless set. */
    public Context setClockSkew(Duration skew) {
        return set((self, call) ->
                NATIVE.etee_context_set_clock_skew(self, skew.getSeconds(), call.error()));
    }

    /** Says for how long a message counts as signed just now; five minutes unless set. */
    public Context setSigningTimeExpiration(Duration expiration) {
        return set((self, call) -> NATIVE.etee_context_set_signing_time_expiration(
                self, expiration.getSeconds(), call.error()));
    }

    /**
     * Believes signers when they say when they signed, however long ago that is: for archives. Who
     * got hold of an expired or revoked key can then sign as of yesterday.
     */
    public Context trustSigningTime() {
        return set((self, call) -> NATIVE.etee_context_trust_signing_time(self, call.error()));
    }

    /** Requires that the certificate of the author is one for non-repudiation. */
    public Context requireNonRepudiation() {
        return set((self, call) -> NATIVE.etee_context_require_non_repudiation(self, call.error()));
    }

    /**
     * Adds a certificate that the certificates of signers must lead to. With no anchor at all, the
     * strict judgement does not judge the trust in a signer, which then is for the caller to do.
     */
    public Context addTrustAnchor(X509Certificate certificate) {
        return add(certificate, NATIVE::etee_context_add_trust_anchor);
    }

    /** Adds trust anchors: one in DER, or PEM with one or more. */
    public Context addTrustAnchors(byte[] certificates) {
        return add(certificates, NATIVE::etee_context_add_trust_anchor);
    }

    /** Adds a trust anchor from which certificates may still be signed with SHA-1. */
    public Context addLegacyTrustAnchor(X509Certificate certificate) {
        return add(certificate, NATIVE::etee_context_add_legacy_trust_anchor);
    }

    /** Adds a certificate that those of time-stamping authorities must lead to. */
    public Context addTimeStampAnchor(X509Certificate certificate) {
        return add(certificate, NATIVE::etee_context_add_time_stamp_anchor);
    }

    /** Adds a certificate that those of registration authorities, which sign tokens, must lead to. */
    public Context addRegistrationAuthorityAnchor(X509Certificate certificate) {
        return add(certificate, NATIVE::etee_context_add_registration_authority_anchor);
    }

    /** Has the trust in signers judged even if no trust anchor is added: then none is trusted. */
    public Context setEmptyTrustStore() {
        return set((self, call) -> NATIVE.etee_context_set_empty_trust_store(self, call.error()));
    }

    /**
     * Allows that this host is asked whether a certificate was revoked; nothing is asked until
     * then. An empty name allows every host with a public name.
     */
    public Context allowRevocationHost(String host) {
        return set(host, NATIVE::etee_context_allow_revocation_host);
    }

    /** Has services reached by this transport, with its settings as they are now. */
    public Context setTransport(@Nullable Transport transport) {
        return set((self, call) ->
                NATIVE.etee_context_set_transport(self, call.use(transport), call.error()));
    }
}
