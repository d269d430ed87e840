using System;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// A call of the library failed. There is one class for each family of statuses. Message and
    /// codes hold no personal data and can be logged; the report is another matter.
    /// </summary>
    public class EteeException : Exception
    {
        internal EteeException(ErrorFacts facts) : base(facts.Message, facts.Inner)
        {
            Code = facts.Code;
            ServiceCode = facts.ServiceCode;
            HttpStatus = facts.HttpStatus;
            SystemCode = facts.SystemCode;
            IsRetryable = facts.IsRetryable;
        }

        /// <summary>Why the call failed; maybe a number that this version has no name for.</summary>
        public EteeStatus Code { get; }

        /// <summary>
        /// The code that a service gave to its refusal, such as "NO_MATCHING_ETK" or "SOA-02002",
        /// or null.
        /// </summary>
        public string ServiceCode { get; }

        /// <summary>The HTTP status that a service answered with, or 0.</summary>
        public int HttpStatus { get; }

        /// <summary>The error number of the operating system, with <see cref="EteeStatus.Io"/>, or 0.</summary>
        public int SystemCode { get; }

        /// <summary>Whether the same call may succeed later without any change.</summary>
        public bool IsRetryable { get; }

        /// <summary>
        /// The judgement on the message that was refused, or null. It names people: not for logs.
        /// </summary>
        public UnsealReport Report { get; internal set; }

        /// <summary>The exception of a status, by its family.</summary>
        internal static EteeException Of(ErrorFacts facts)
        {
            switch ((int)facts.Code / 100)
            {
                case 1: return new EteeUsageException(facts);
                case 2: return new EteeDataException(facts);
                case 3: return new EteeKeyException(facts);
                case 4: return new EteeTrustException(facts);
                case 5: return new EteeServiceException(facts);
                case 6: return new EteeHostException(facts);
                case 9: return new EteeInternalException(facts);
                default: return new EteeException(facts);
            }
        }
    }

    /// <summary>1xx: the program has to be corrected: arguments, order of calls, threads.</summary>
    public sealed class EteeUsageException : EteeException
    {
        internal EteeUsageException(ErrorFacts facts) : base(facts) { }
    }

    /// <summary>2xx: the bytes are not what they should be, too few, or too many.</summary>
    public sealed class EteeDataException : EteeException
    {
        internal EteeDataException(ErrorFacts facts) : base(facts) { }
    }

    /// <summary>3xx: another store, password or recipient is needed.</summary>
    public sealed class EteeKeyException : EteeException
    {
        internal EteeKeyException(ErrorFacts facts) : base(facts) { }
    }

    /// <summary>
    /// 4xx: a signature or certificate is not to be trusted; <see cref="EteeException.Report"/> has
    /// the official names of what was found.
    /// </summary>
    public sealed class EteeTrustException : EteeException
    {
        internal EteeTrustException(ErrorFacts facts) : base(facts) { }
    }

    /// <summary>5xx: a service refused, found nothing, or cannot be reached.</summary>
    public sealed class EteeServiceException : EteeException
    {
        internal EteeServiceException(ErrorFacts facts) : base(facts) { }
    }

    /// <summary>
    /// 6xx: a file, or what the program itself supplied, such as a signer; what it threw is the
    /// inner exception. What it cancelled is an <see cref="OperationCanceledException"/> instead,
    /// whose inner exception this is.
    /// </summary>
    public sealed class EteeHostException : EteeException
    {
        internal EteeHostException(ErrorFacts facts) : base(facts) { }
    }

    /// <summary>9xx: a defect of the library, to be reported.</summary>
    public sealed class EteeInternalException : EteeException
    {
        internal EteeInternalException(ErrorFacts facts) : base(facts) { }
    }
}
