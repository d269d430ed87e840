using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// Messages that were sealed together, on as many threads as <see cref="EteeSettings.Parallelism"/>
    /// allows. Each can be taken once.
    /// </summary>
    public sealed unsafe class SealedBatch : IDisposable
    {
        private readonly BatchHandle handle;
        private readonly Sealer[] sealers;

        private SealedBatch(BatchHandle handle, Sealer[] sealers)
        {
            this.handle = handle;
            this.sealers = sealers;
        }

        /// <summary>Seals contents, each by a sealer for all its recipients.</summary>
        /// <param name="context">On how many threads.</param>
        /// <param name="sealers">One for each content; the same one any number of times.</param>
        /// <param name="contents">The clear texts.</param>
        /// <returns>What became of each, in the same order.</returns>
        /// <exception cref="ArgumentException">There are not as many sealers as contents.</exception>
        public static SealedBatch Seal(
            EteeContext context,
            IReadOnlyList<Sealer> sealers,
            IReadOnlyList<byte[]> contents)
        {
            if (sealers.Count != contents.Count)
            {
                throw new ArgumentException("One sealer is needed for each content.", nameof(sealers));
            }
            var pins = new List<GCHandle>();
            var held = new List<Hold>();
            try
            {
                var pointers = new IntPtr[contents.Count];
                var data = new IntPtr[contents.Count];
                var lengths = new UIntPtr[contents.Count];
                for (var index = 0; index < contents.Count; index++)
                {
                    held.Add(sealers[index].Handle.Hold());
                    pins.Add(GCHandle.Alloc(contents[index], GCHandleType.Pinned));
                    pointers[index] = sealers[index].Handle.DangerousGetHandle();
                    data[index] = pins[index].AddrOfPinnedObject();
                    lengths[index] = (UIntPtr)contents[index].Length;
                }
                fixed (IntPtr* pointer = pointers)
                fixed (IntPtr* content = data)
                fixed (UIntPtr* length = lengths)
                {
                    Failure.Check(
                        NativeMethods.etee_batch_seal(
                            Need.Of(context, nameof(context)).Handle, pointer, (byte**)content, length,
                            (UIntPtr)contents.Count, out var batch, out var error),
                        error);
                    return new SealedBatch(batch, sealers.ToArray());
                }
            }
            finally
            {
                pins.ForEach(pin => pin.Free());
                held.ForEach(hold => hold.Dispose());
            }
        }

        /// <summary>
        /// Seals one content once for each recipient of a sealer, in the order in which they were added.
        /// Each message can be opened by its recipient alone, and names no other.
        /// </summary>
        /// <param name="context">On how many threads.</param>
        /// <param name="sealer">The sealer.</param>
        /// <param name="content">The clear text.</param>
        /// <returns>What became of each.</returns>
        /// <exception cref="EteeKeyException">The sealer has no recipient.</exception>
        public static SealedBatch SealEach(EteeContext context, Sealer sealer, byte[] content)
        {
            Need.NotNull(content, nameof(content));
            fixed (byte* data = content)
            {
                Failure.Check(
                    NativeMethods.etee_batch_seal_each(
                        Need.Of(context, nameof(context)).Handle,
                        sealer.Handle, data, (UIntPtr)content.Length,
                        out var batch, out var error),
                    error);
                var count = (int)NativeMethods.etee_batch_count(batch);
                return new SealedBatch(batch, Enumerable.Repeat(sealer, count).ToArray());
            }
        }

        /// <summary>The number of messages, taken or not, sealed or not.</summary>
        public int Count => sealers.Length;

        /// <summary>Takes a message.</summary>
        /// <param name="index">From 0, in the order of the contents or the recipients.</param>
        /// <returns>The message.</returns>
        /// <exception cref="EteeException">It could not be sealed; that concerns it alone.</exception>
        public byte[] Take(int index)
        {
            if (index < 0 || index >= Count)
            {
                throw new ArgumentOutOfRangeException(nameof(index));
            }
            var status = NativeMethods.etee_batch_take(
                handle, (UIntPtr)index, out var message, out var error);
            if (status != NativeStatus.ETEE_OK)
            {
                var thrown = status / 100 == 6 ? sealers[index].ThrownBySigner : null;
                throw Failure.Take(status, error, null, thrown);
            }
            return Octets.Take(message);
        }

        /// <inheritdoc/>
        public void Dispose() => handle.Dispose();
    }
}
