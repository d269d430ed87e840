/**
 * End-to-end encryption (ETEE) for Belgian healthcare: look up, seal, unseal, and say what was
 * found. A thin wrapper of a native library, without cryptography or policy of its own.
 *
 * <p>Objects are {@link java.lang.AutoCloseable}, may be closed in any order and on any thread, and
 * are freed in the end if nobody closes them. Failures are {@link etee.EteeException}s. Nothing is
 * null but what says {@link etee.Nullable}.
 */
package etee;
