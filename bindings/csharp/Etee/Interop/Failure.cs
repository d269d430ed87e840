using System;

namespace Etee.Interop
{
    /// <summary>What becomes of the status of a call.</summary>
    internal static unsafe class Failure
    {
        /// <summary>What a host's function threw on this thread, until the call is over.</summary>
        [ThreadStatic]
        private static Exception thrownByHost;

        /// <summary>Keeps what a host's function threw: it must not leave through the library.</summary>
        internal static void Keep(Exception exception) => thrownByHost = exception;

        /// <summary>Throws unless the call succeeded; the error is freed.</summary>
        internal static void Check(int status, IntPtr error)
        {
            if (status != NativeStatus.ETEE_OK)
            {
                throw Take(status, error, null, null);
            }
            thrownByHost = null;
        }

        /// <summary>The exception for a status and an error, which is freed.</summary>
        internal static Exception Take(
            int status,
            IntPtr error,
            UnsealReport report,
            Exception thrownElsewhere)
        {
            var thrown = thrownByHost ?? thrownElsewhere;
            thrownByHost = null;
            try
            {
                var exception = Describe(status, error, thrown);
                exception.Report = report;
                return status == NativeStatus.ETEE_CANCELLED
                    ? new OperationCanceledException(exception.Message, exception)
                    : (Exception)exception;
            }
            finally
            {
                NativeMethods.etee_error_free(error);
            }
        }

        private static EteeException Describe(int status, IntPtr error, Exception thrown)
        {
            var cause = error == IntPtr.Zero
                ? IntPtr.Zero
                : NativeMethods.etee_error_cause(error);
            if (thrown == null && cause != IntPtr.Zero)
            {
                thrown = Describe(NativeMethods.etee_error_code(cause), cause, null);
            }
            var facts = new ErrorFacts
            {
                Code = (EteeStatus)status,
                Message = Utf8.At(NativeMethods.etee_error_message(error)),
                ServiceCode = Utf8.At(NativeMethods.etee_error_service_code(error)),
                HttpStatus = NativeMethods.etee_error_http_status(error),
                SystemCode = NativeMethods.etee_error_system_code(error),
                IsRetryable = NativeMethods.etee_error_is_retryable(error) != 0,
                Inner = thrown,
            };
            return EteeException.Of(facts);
        }
    }

    /// <summary>What an error of the library says.</summary>
    internal sealed class ErrorFacts
    {
        internal EteeStatus Code;
        internal string Message;
        internal string ServiceCode;
        internal int HttpStatus;
        internal int SystemCode;
        internal bool IsRetryable;
        internal Exception Inner;
    }
}
