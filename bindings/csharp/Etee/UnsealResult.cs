namespace Etee
{
    /// <summary>A content that was released, and the judgement on its message.</summary>
    public sealed class UnsealResult
    {
        internal UnsealResult(byte[] content, UnsealReport report)
        {
            Content = content;
            Report = report;
        }

        /// <summary>The clear text; the caller's to wipe.</summary>
        public byte[] Content { get; }

        /// <summary>Who signed, when, and what was found.</summary>
        public UnsealReport Report { get; }
    }
}
