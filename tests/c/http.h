/*
 * An HTTP client that is just good enough for the simulator: what a host has that sends the requests
 * of exchanges itself.
 */

#ifndef HTTP_H
#define HTTP_H

#include "system.h"

/* Room for a request, and for an answer. */
#define HTTP_ROOM (256 * 1024)

/* Connects to http://127.0.0.1:PORT/..., and finds the path. */
static inline connection http_connect(const char *url, const char **path) {
    struct sockaddr_in address = {0};
    unsigned port = 0;
    connection end;

    if (sscanf(url, "http://127.0.0.1:%u", &port) != 1)
        return NO_CONNECTION;
    *path = strchr(url + 7, '/');
    address.sin_family = AF_INET;
    address.sin_port = htons((uint16_t)port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    end = open_connection();
    if (end == NO_CONNECTION ||
        (*path != NULL && connect(end, (struct sockaddr *)&address, sizeof address) == 0))
        return end;
    close_connection(end);
    return NO_CONNECTION;
}

/* The octets to send. */
static inline size_t http_write(const etee_request *request, const char *path, char *room) {
    size_t body_len, len;
    const uint8_t *body = etee_request_body(request, &body_len);

    len = (size_t)snprintf(room, HTTP_ROOM / 2,
                           "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                           "Content-Length: %zu\r\n",
                           etee_request_method(request), path, body_len);
    for (size_t i = 0; i < etee_request_header_count(request); i++)
        len += (size_t)snprintf(room + len, HTTP_ROOM / 2 - len, "%s: %s\r\n",
                                etee_request_header_name(request, i),
                                etee_request_header_value(request, i));
    len += (size_t)snprintf(room + len, 3, "\r\n");
    if (body_len > 0 && body_len < HTTP_ROOM - len)
        memcpy(room + len, body, body_len);
    return len + body_len;
}

/* Takes an answer apart: status, headers, body. */
static inline int http_read(char *answer, size_t len, etee_reply *reply) {
    char *end = strstr(answer, "\r\n\r\n"), *line, *colon;
    int status = 0;

    if (end == NULL || sscanf(answer, "HTTP/1.1 %d", &status) != 1)
        return 0;
    *end = 0;
    for (line = strstr(answer, "\r\n"); line != NULL; line = strstr(line, "\r\n")) {
        size_t line_len;
        line += 2;
        line_len = strcspn(line, "\r");
        colon = memchr(line, ':', line_len);
        if (colon != NULL && colon[1] == ' ')
            etee_reply_add_header(reply, line, (size_t)(colon - line), colon + 2,
                                  line_len - (size_t)(colon + 2 - line), NULL);
    }
    end += 4;
    return etee_reply_set_status(reply, status, NULL) == ETEE_OK &&
           etee_reply_append(reply, (const uint8_t *)end, len - (size_t)(end - answer), NULL) ==
               ETEE_OK;
}

/* Sends a request and waits for the answer. */
static inline int http_send(const etee_request *request, etee_reply *reply) {
    char *room = calloc(1, HTTP_ROOM + 1);
    const char *path = NULL;
    connection end = http_connect(etee_request_url(request), &path);
    int result = 0;
    ssize_t count = -1;
    size_t len;

    if (room != NULL && end != NO_CONNECTION) {
        len = http_write(request, path, room);
        count = send(end, room, len, 0) == (ssize_t)len ? 1 : -1;
        memset(room, 0, HTTP_ROOM);
        for (len = 0; count > 0; len += count > 0 ? (size_t)count : 0)
            count = recv(end, room + len, HTTP_ROOM - len, 0);
        result = count == 0 && http_read(room, len, reply);
    }
    if (end != NO_CONNECTION)
        close_connection(end);
    free(room);
    return result;
}

/* Takes an exchange to its end. */
static inline etee_status http_run(etee_exchange *exchange, etee_error **error) {
    const etee_request *request;
    etee_reply *reply = NULL;
    etee_status status = etee_reply_new(&reply, NULL);

    while (status == ETEE_OK && (request = etee_exchange_request(exchange)) != NULL)
        status = http_send(request, reply)
                     ? etee_exchange_answer(exchange, reply, error)
                     : etee_exchange_fail(exchange, ETEE_SERVICE_UNREACHABLE, error);
    etee_reply_free(reply);
    return status;
}

#endif
