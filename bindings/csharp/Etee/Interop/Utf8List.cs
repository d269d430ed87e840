using System;
using System.Linq;
using System.Runtime.InteropServices;

namespace Etee.Interop
{
    /// <summary>Several texts on their way to the library; they stay in place until it is disposed of.</summary>
    internal sealed unsafe class Utf8List : IDisposable
    {
        private readonly GCHandle[] pins;
        private readonly IntPtr[] pointers;
        private readonly UIntPtr[] lengths;
        private readonly GCHandle pointersPin;
        private readonly GCHandle lengthsPin;

        internal Utf8List(string[] texts)
        {
            Need.NotNull(texts, nameof(texts));
            var encoded = texts.Select(text => new Utf8(text)).ToArray();
            pins = encoded
                .Select(text => GCHandle.Alloc(text.Octets, GCHandleType.Pinned))
                .ToArray();
            pointers = pins.Select(pin => pin.AddrOfPinnedObject()).ToArray();
            lengths = encoded.Select(text => text.Length).ToArray();
            pointersPin = GCHandle.Alloc(pointers, GCHandleType.Pinned);
            lengthsPin = GCHandle.Alloc(lengths, GCHandleType.Pinned);
        }

        internal byte** Pointers => (byte**)pointersPin.AddrOfPinnedObject();

        internal UIntPtr* Lengths => (UIntPtr*)lengthsPin.AddrOfPinnedObject();

        internal UIntPtr Count => (UIntPtr)pointers.Length;

        public void Dispose()
        {
            lengthsPin.Free();
            pointersPin.Free();
            foreach (var pin in pins)
            {
                pin.Free();
            }
        }
    }
}
