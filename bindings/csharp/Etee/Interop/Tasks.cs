using System;
using System.Threading.Tasks;

namespace Etee.Interop
{
    /// <summary>What comes after a task, for classes whose pointers forbid them to await it.</summary>
    internal static class Tasks
    {
        internal static async Task<T> Then<T>(this Task task, Func<T> result)
        {
            await task.ConfigureAwait(false);
            return result();
        }
    }
}
