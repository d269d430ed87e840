using System;
using System.Linq;
using System.Threading;
using Xunit;

namespace Etee.Tests
{
    /// <summary>Many threads, and a garbage collector that is in a hurry.</summary>
    public sealed class ThreadTests
    {
        private const int Threads = 16;

        /// <summary>ETEE_ROUNDS makes it longer: the whole number is 10000.</summary>
        private static int Rounds =>
            int.TryParse(Environment.GetEnvironmentVariable("ETEE_ROUNDS"), out var rounds)
                ? rounds
                : 1000;

        [Fact]
        public void NothingIsLeftOfManyRounds()
        {
            var simulator = Platform.Simulator;
            var before = Settled();
            var rounds = Rounds;
            var left = rounds;
            var failures = 0;
            Exception first = null;
            using (var context = Platform.Context())
            using (var hospital = Platform.Hospital(context))
            using (var doctor = Platform.Doctor(context))
            using (var token = Platform.DoctorToken(context))
            {
                var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
                {
                    try
                    {
                        while (Interlocked.Decrement(ref left) >= 0)
                        {
                            Round(context, hospital, doctor, token, number);
                        }
                    }
                    catch (Exception exception)
                    {
                        first = exception;
                        Interlocked.Increment(ref failures);
                    }
                })).ToList();
                threads.ForEach(thread => thread.Start());
                while (threads.Any(thread => thread.IsAlive))
                {
                    Thread.Sleep(20);
                    GC.Collect();
                }
            }
            Assert.True(failures == 0, failures + " threads failed: " + first);
            var after = Settled();
            Console.WriteLine(
                rounds + " rounds on " + Threads + " threads, " + after + " handles as before");
            Assert.Equal(before, after);
        }

        /// <summary>One round; every fourth one leaves what it made to the garbage collector.</summary>
        private static void Round(
            EteeContext context,
            Identity hospital,
            Identity doctor,
            EncryptionToken token,
            int number)
        {
            var sealer = new Sealer(context, hospital);
            sealer.AddRecipient(token);
            var unsealer = new Unsealer(context, doctor);
            var content = Platform.Noise(1024 + number);
            var result = unsealer.Unseal(sealer.Seal(content));
            Assert.Equal(content, result.Content);
            Assert.True(result.Report.Released);
            if (number % 4 != 0)
            {
                result.Report.Dispose();
                unsealer.Dispose();
                sealer.Dispose();
            }
        }

        /// <summary>The number of live handles once the garbage collector has done its work.</summary>
        private static int Settled()
        {
            for (var attempt = 0; attempt < 3; attempt++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
            return EteeLibrary.LiveHandles;
        }

        [Fact]
        public void NothingIsFreedUnderACall()
        {
            using (var context = Platform.Context())
            {
                for (var attempt = 0; attempt < 10; attempt++)
                {
                    var sealer = Platform.Sealer(context);
                    var thread = new Thread(() =>
                    {
                        try
                        {
                            for (; ; )
                            {
                                sealer.Seal(Platform.Noise(100000));
                            }
                        }
                        catch (ObjectDisposedException)
                        {
                            // What a handle that is gone is answered with.
                        }
                    });
                    thread.Start();
                    Thread.Sleep(attempt);
                    sealer.Dispose();
                    Assert.True(thread.Join(60000), "a thread hangs");
                }
            }
        }

        [Fact]
        public void ASecondThreadIsAnsweredBusy()
        {
            using (var context = Platform.Context())
            using (var sealer = Platform.Sealer(context))
            {
                var content = Platform.Noise(4 * 1024 * 1024);
                var busy = 0;
                var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
                {
                    for (var round = 0; round < 5; round++)
                    {
                        try
                        {
                            sealer.Seal(content);
                        }
                        catch (EteeUsageException exception)
                            when (exception.Code == EteeStatus.Busy)
                        {
                            Interlocked.Increment(ref busy);
                        }
                    }
                })).ToList();
                threads.ForEach(thread => thread.Start());
                threads.ForEach(thread => thread.Join());
                Assert.True(busy > 0, "nobody was in the way of anybody");
            }
        }
    }
}
