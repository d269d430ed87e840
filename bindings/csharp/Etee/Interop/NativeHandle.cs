using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Etee.Interop
{
    /// <summary>
    /// A handle of the library. The runtime frees it once, after the last call that uses it.
    /// </summary>
    internal abstract class NativeHandle : SafeHandle
    {
        private static int live;
        private int counted;

        protected NativeHandle(bool owned) : base(IntPtr.Zero, owned)
        {
            counted = 1;
            Interlocked.Increment(ref live);
        }

        /// <summary>How many handles are not disposed of yet, in the whole process.</summary>
        internal static int Live => Volatile.Read(ref live);

        public sealed override bool IsInvalid => handle == IntPtr.Zero;

        protected abstract void Free(IntPtr pointer);

        protected sealed override bool ReleaseHandle()
        {
            Free(handle);
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref counted, 0) == 1)
            {
                Interlocked.Decrement(ref live);
            }
            base.Dispose(disposing);
        }

        /// <summary>
        /// Keeps the handle from being freed while something that lives as long as it is read.
        /// </summary>
        internal Hold Hold() => new Hold(this);
    }

    /// <summary>A stay of the freeing of a handle, until it is disposed of.</summary>
    internal struct Hold : IDisposable
    {
        private readonly NativeHandle handle;
        private readonly bool held;

        internal Hold(NativeHandle handle)
        {
            this.handle = handle;
            held = false;
            handle.DangerousAddRef(ref held);
        }

        public void Dispose()
        {
            if (held)
            {
                handle.DangerousRelease();
            }
        }
    }
}
