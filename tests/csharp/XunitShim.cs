// The names of xunit that the tests use, and a program that runs them, for machines without NuGet.
// With the SDK the project takes xunit itself instead.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace Xunit
{
    [AttributeUsage(AttributeTargets.Method)]
    public class FactAttribute : Attribute { }

    public sealed class TheoryAttribute : FactAttribute { }

    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class InlineDataAttribute : Attribute
    {
        public InlineDataAttribute(params object[] data) => Data = data;

        public object[] Data { get; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class CollectionBehaviorAttribute : Attribute
    {
        public bool DisableTestParallelization { get; set; }
    }

    public static class Assert
    {
        public static void True(bool condition, string message = "not true")
        {
            if (!condition)
            {
                throw new InvalidOperationException(message);
            }
        }

        public static void False(bool condition, string message = "not false") =>
            True(!condition, message);

        public static void Null(object value) => True(value == null, "not null: " + value);

        public static void NotNull(object value) => True(value != null, "null");

        public static void Equal<T>(T expected, T actual) => True(
            EqualityComparer<T>.Default.Equals(expected, actual),
            "expected " + expected + ", not " + actual);

        public static void Equal<T>(T[] expected, T[] actual) =>
            Equal((IEnumerable<T>)expected, actual);

        public static void Equal<T>(IEnumerable<T> expected, IEnumerable<T> actual) => True(
            expected.SequenceEqual(actual),
            "expected " + string.Join(" ", expected) + ", not " + string.Join(" ", actual));

        public static void Equal(byte[] expected, byte[] actual) => True(
            expected.SequenceEqual(actual),
            expected.Length + " octets expected, " + actual.Length + " others found");

        public static void Contains<T>(T expected, IEnumerable<T> among) => True(
            among.Contains(expected), expected + " is not in " + string.Join(" ", among));

        public static void Contains(string expected, string text) => True(
            text.Contains(expected), expected + " is not in " + text);

        public static void Empty<T>(IEnumerable<T> items) => True(
            !items.Any(), "not empty: " + string.Join(" ", items));

        public static T IsType<T>(object value)
        {
            True(
                value != null && value.GetType() == typeof(T),
                "expected " + typeof(T) + ", not " + value);
            return (T)value;
        }

        public static T Throws<T>(Action action) where T : Exception
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                return IsType<T>(exception);
            }
            throw new InvalidOperationException("expected " + typeof(T) + ", and nothing was thrown");
        }

        public static async Task<T> ThrowsAsync<T>(Func<Task> action) where T : Exception
        {
            try
            {
                await action();
            }
            catch (Exception exception)
            {
                return IsType<T>(exception);
            }
            throw new InvalidOperationException("expected " + typeof(T) + ", and nothing was thrown");
        }

        public static T ThrowsAny<T>(Action action) where T : Exception
        {
            try
            {
                action();
            }
            catch (T exception)
            {
                return exception;
            }
            throw new InvalidOperationException("expected " + typeof(T) + ", and nothing was thrown");
        }

        public static async Task<T> ThrowsAnyAsync<T>(Func<Task> action) where T : Exception
        {
            try
            {
                await action();
            }
            catch (T exception)
            {
                return exception;
            }
            throw new InvalidOperationException("expected " + typeof(T) + ", and nothing was thrown");
        }
    }

    internal static class Runner
    {
        private static int passed;
        private static int failed;
        private static int skipped;

        /// <summary>Runs the tests whose names contain an argument, or all; counts them last.</summary>
        private static int Main(string[] arguments)
        {
            foreach (var type in Assembly.GetExecutingAssembly().GetTypes().OrderBy(t => t.Name))
            {
                foreach (var method in type.GetMethods())
                {
                    var name = type.Name + "." + method.Name;
                    if (method.GetCustomAttributes(typeof(FactAttribute), false).Length > 0
                        && (arguments.Length == 0 || arguments.Any(name.Contains)))
                    {
                        RunCases(type, method, name);
                    }
                }
            }
            Etee.Tests.Platform.Stop();
            Console.WriteLine(passed + " passed, " + failed + " failed, " + skipped + " skipped");
            return failed == 0 && passed > 0 ? 0 : 1;
        }

        private static void RunCases(Type type, MethodInfo method, string name)
        {
            var cases = method.GetCustomAttributes(typeof(InlineDataAttribute), false)
                .Cast<InlineDataAttribute>()
                .Select(attribute => attribute.Data)
                .ToList();
            if (cases.Count == 0)
            {
                cases.Add(new object[0]);
            }
            foreach (var data in cases)
            {
                RunCase(type, method, data, name + "(" + string.Join(", ", data) + ")");
            }
        }

        private static void RunCase(Type type, MethodInfo method, object[] data, string name)
        {
            Etee.Tests.Skip.Reason = null;
            var watch = System.Diagnostics.Stopwatch.StartNew();
            try
            {
                var instance = Activator.CreateInstance(type);
                var result = method.Invoke(instance, data) as Task;
                result?.GetAwaiter().GetResult();
                (instance as IDisposable)?.Dispose();
                if (Etee.Tests.Skip.Reason == null)
                {
                    passed++;
                    Console.WriteLine("ok " + name + " " + watch.ElapsedMilliseconds + " ms");
                }
                else
                {
                    skipped++;
                }
            }
            catch (Exception exception)
            {
                failed++;
                Console.WriteLine("FAILED " + name + ": " + (exception.InnerException ?? exception));
            }
        }
    }
}
