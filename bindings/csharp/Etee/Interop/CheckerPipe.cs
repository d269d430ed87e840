using System;

namespace Etee.Interop
{
    /// <summary>The stream style of a checker: nothing comes out but a judgement.</summary>
    internal sealed unsafe class CheckerPipe : IPipe
    {
        private readonly SealChecker checker;

        internal CheckerPipe(SealChecker checker) => this.checker = checker;

        public bool Flows => false;

        public void Begin(long length)
        {
            // A message begins with its first octets, announced by nothing.
        }

        public void Write(byte[] chunk, int count)
        {
            fixed (byte* data = chunk)
            {
                Failure.Check(
                    NativeMethods.etee_checker_write(
                        checker.Handle, data, (UIntPtr)count, out var error),
                    error);
            }
        }

        public void Finish()
        {
            var status = NativeMethods.etee_checker_finish(checker.Handle, out var error);
            checker.Require(status, error);
        }

        public int Read(byte[] chunk) => 0;

        public void Discard()
        {
            NativeMethods.etee_checker_discard(checker.Handle, out var error);
            NativeMethods.etee_error_free(error);
        }
    }
}
