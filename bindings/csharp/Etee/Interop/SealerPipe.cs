using System;

namespace Etee.Interop
{
    /// <summary>The stream style of a sealer.</summary>
    internal sealed unsafe class SealerPipe : IPipe
    {
        private readonly SealerHandle handle;

        internal SealerPipe(Sealer sealer) => handle = sealer.Handle;

        public bool Flows => true;

        public void Begin(long length)
        {
            var announced = length < 0 ? NativeConstants.ETEE_LENGTH_UNKNOWN : (ulong)length;
            Failure.Check(NativeMethods.etee_sealer_begin(handle, announced, out var error), error);
        }

        public void Write(byte[] chunk, int count)
        {
            fixed (byte* data = chunk)
            {
                Failure.Check(
                    NativeMethods.etee_sealer_write(handle, data, (UIntPtr)count, out var error),
                    error);
            }
        }

        public void Finish() =>
            Failure.Check(NativeMethods.etee_sealer_finish(handle, out var error), error);

        public int Read(byte[] chunk)
        {
            fixed (byte* data = chunk)
            {
                Failure.Check(
                    NativeMethods.etee_sealer_read(
                        handle, data, (UIntPtr)chunk.Length, out var count, out var error),
                    error);
                return (int)count;
            }
        }

        public void Discard()
        {
            NativeMethods.etee_sealer_discard(handle, out var error);
            NativeMethods.etee_error_free(error);
        }
    }
}
