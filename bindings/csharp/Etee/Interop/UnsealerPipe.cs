using System;

namespace Etee.Interop
{
    /// <summary>The stream style of an unsealer: nothing comes out before all is checked.</summary>
    internal sealed unsafe class UnsealerPipe : IPipe
    {
        private readonly Unsealer unsealer;

        internal UnsealerPipe(Unsealer unsealer) => this.unsealer = unsealer;

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
                    NativeMethods.etee_unsealer_write(
                        unsealer.Handle, data, (UIntPtr)count, out var error),
                    error);
            }
        }

        public void Finish()
        {
            var status = NativeMethods.etee_unsealer_finish(unsealer.Handle, out var error);
            unsealer.Judge(status, error);
        }

        public int Read(byte[] chunk)
        {
            fixed (byte* data = chunk)
            {
                Failure.Check(
                    NativeMethods.etee_unsealer_read(
                        unsealer.Handle, data, (UIntPtr)chunk.Length, out var count, out var error),
                    error);
                return (int)count;
            }
        }

        public void Discard()
        {
            NativeMethods.etee_unsealer_discard(unsealer.Handle, out var error);
            NativeMethods.etee_error_free(error);
        }
    }
}
