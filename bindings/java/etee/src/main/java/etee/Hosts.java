package etee;

import static etee.Natives.NATIVE;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The signers and transports that are written in Java. The library knows each by a number, and
 * calls the methods here, on any thread; nothing is thrown back into it.
 */
final class Hosts {
    private static final ConcurrentMap<Long, Object> HOSTS = new ConcurrentHashMap<>();
    private static final AtomicLong LAST = new AtomicLong();

    /** What a host threw on this thread, until the call that led to it comes back. */
    private static final ThreadLocal<Throwable> FAILURE = new ThreadLocal<>();

    /** A table with the functions of a host, in the memory of a call. */
    static long table(Call call, Object host, long function) {
        long user = LAST.incrementAndGet();
        HOSTS.put(user, host);
        long size = 4 * Long.BYTES;
        long table = call.place(size);
        NATIVE.putLong(table, size);
        NATIVE.putLong(table + Long.BYTES, user);
        NATIVE.putLong(table + 2 * Long.BYTES, function);
        NATIVE.putLong(table + 3 * Long.BYTES, NATIVE.releaseFunction());
        return table;
    }

    /** The status of a function that took a table; a table that it did not take is forgotten. */
    static int checked(long table, int status) {
        if (status != Status.OK) {
            HOSTS.remove(NATIVE.getLong(table + Long.BYTES));
        }
        return status;
    }

    /** The number of hosts that the library has not released. */
    static int count() {
        return HOSTS.size();
    }

    /** What a host threw on this thread since the last call of this; null if nothing. */
    static Throwable takeFailure() {
        Throwable failure = FAILURE.get();
        if (failure != null) {
            FAILURE.remove();
        }
        return failure;
    }

    /** Called by the library: etee_signer_table.sign. */
    static int sign(long user, int scheme, long digest, long digestLength, long signature,
            long signatureLength) {
        try {
            SigningFunction signer = (SigningFunction) HOSTS.get(user);
            byte[] signed = signer.sign(SignatureScheme.of(scheme), Call.copy(digest, digestLength));
            if (signed.length > Constants.SIGNATURE_SIZE) {
                throw new IllegalStateException("a signature of " + signed.length + " octets");
            }
            NATIVE.write(signature, signed, 0, signed.length);
            NATIVE.putLong(signatureLength, signed.length);
            return Status.OK;
        } catch (Throwable thrown) {
            return failed(thrown);
        }
    }

    /** Called by the library: etee_transport_table.send. */
    static int send(long user, long request, long reply) {
        try {
            HttpSender sender = (HttpSender) HOSTS.get(user);
            sender.send(Request.read(request)).write(reply);
            return Status.OK;
        } catch (Throwable thrown) {
            return failed(thrown);
        }
    }

    /** Called by the library: etee_access_token_table.supply. */
    static int supply(long user, long token, long tokenLength) {
        byte[] octets = null;
        try {
            AccessTokenSupplier supplier = (AccessTokenSupplier) HOSTS.get(user);
            octets = supplier.supply().getBytes(StandardCharsets.UTF_8);
            if (octets.length > Constants.ACCESS_TOKEN_SIZE) {
                throw new IllegalStateException("a token of " + octets.length + " octets");
            }
            NATIVE.write(token, octets, 0, octets.length);
            NATIVE.putLong(tokenLength, octets.length);
            return Status.OK;
        } catch (Throwable thrown) {
            return failed(thrown);
        } finally {
            if (octets != null) {
                Arrays.fill(octets, (byte) 0);
            }
        }
    }

    /** Called by the library: release, in all tables. */
    static int release(long user) {
        HOSTS.remove(user);
        return Status.OK;
    }

    private static int failed(Throwable thrown) {
        FAILURE.set(thrown);
        if (thrown instanceof CancellationException || thrown instanceof InterruptedException) {
            return Status.CANCELLED;
        }
        if (thrown instanceof TimeoutException || thrown instanceof SocketTimeoutException
                || thrown.getClass().getName().equals("java.net.http.HttpTimeoutException")
                || thrown.getClass().getName().equals("java.net.http.HttpConnectTimeoutException")) {
            return Status.SERVICE_TIMEOUT;
        }
        if (thrown instanceof InterruptedIOException) {
            return Status.CANCELLED;
        }
        return thrown instanceof IOException ? Status.SERVICE_UNREACHABLE : Status.HOST_FAILED;
    }

    private Hosts() {}
}
