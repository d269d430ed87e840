using System;

namespace Etee.Interop
{
    /// <summary>Moments in seconds since 1970, of which 0 is none.</summary>
    internal static class Moments
    {
        internal static DateTimeOffset? OrNull(long seconds) =>
            seconds == 0 ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeSeconds(seconds);

        internal static long OrZero(DateTimeOffset? moment) => moment?.ToUnixTimeSeconds() ?? 0;
    }
}
