using System;
using System.Collections.Generic;

namespace Etee.Interop
{
    /// <summary>Handles that are passed, or handed out, several at once.</summary>
    internal static unsafe class HandleArray
    {
        private const int FirstRoom = 16;

        internal delegate int Take(
            IntPtr* handles, UIntPtr capacity, out UIntPtr count, out IntPtr error);

        internal delegate int Use(IntPtr* handles, UIntPtr count, out IntPtr error);

        /// <summary>What a call hands out, with more room where the first was too small.</summary>
        internal static IReadOnlyList<T> Of<T>(Take take, Func<IntPtr, T> own)
        {
            for (var room = FirstRoom; ;)
            {
                var handles = new IntPtr[room];
                fixed (IntPtr* places = handles)
                {
                    var status = take(places, (UIntPtr)room, out var count, out var error);
                    if (status != NativeStatus.ETEE_TOO_SMALL)
                    {
                        Failure.Check(status, error);
                        return Array.ConvertAll(Head(handles, (int)count), each => own(each));
                    }
                    NativeMethods.etee_error_free(error);
                    room = (int)count;
                }
            }
        }

        /// <summary>Keeps all of them alive while a call has them.</summary>
        internal static void Lend(IReadOnlyList<NativeHandle> handles, Use use)
        {
            var held = new List<Hold>();
            try
            {
                var pointers = new IntPtr[handles.Count];
                for (var index = 0; index < pointers.Length; index++)
                {
                    held.Add(handles[index].Hold());
                    pointers[index] = handles[index].DangerousGetHandle();
                }
                fixed (IntPtr* places = pointers)
                {
                    Failure.Check(use(places, (UIntPtr)pointers.Length, out var error), error);
                }
            }
            finally
            {
                held.ForEach(hold => hold.Dispose());
            }
        }

        private static IntPtr[] Head(IntPtr[] handles, int count)
        {
            Array.Resize(ref handles, count);
            return handles;
        }
    }
}
