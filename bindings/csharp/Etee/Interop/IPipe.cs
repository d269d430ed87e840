using System;

namespace Etee.Interop
{
    /// <summary>A sealer, an unsealer or a checker in its stream style.</summary>
    internal interface IPipe
    {
        /// <summary>Whether output is there before the end of the input.</summary>
        bool Flows { get; }

        /// <param name="length">The length of the input; negative if it is not known.</param>
        void Begin(long length);

        void Write(byte[] chunk, int count);

        void Finish();

        /// <summary>Reads output that is ready; 0 means that there is none.</summary>
        int Read(byte[] chunk);

        /// <summary>Drops what was begun; throws nothing.</summary>
        void Discard();
    }
}
