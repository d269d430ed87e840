using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Etee.Tests
{
    /// <summary>Streams and files.</summary>
    public sealed class StreamTests : IDisposable
    {
        private const int Megabyte = 1024 * 1024;

        private readonly Folder folder = new Folder();
        private readonly EteeContext context;
        private readonly Sealer sealer;
        private readonly Unsealer unsealer;

        public StreamTests()
        {
            var settings = Platform.Settings();
            Directory.CreateDirectory(folder["spool"]);
            settings.SpoolDirectory = folder["spool"];
            context = new EteeContext(settings);
            sealer = Platform.Sealer(context);
            unsealer = Platform.Unsealer(context);
        }

        public void Dispose()
        {
            unsealer.Dispose();
            sealer.Dispose();
            context.Dispose();
            folder.Dispose();
        }

        [Theory]
        [InlineData(0)]
        [InlineData(100)]
        [InlineData(10 * Megabyte)]
        public async Task StreamsAreSealedAndUnsealed(int length)
        {
            var content = Platform.Noise(length);
            var message = new MemoryStream();
            sealer.Seal(new MemoryStream(content), message);
            var steps = new Steps();
            var again = new MemoryStream();
            await sealer.SealAsync(
                new MemoryStream(content), again, CancellationToken.None, steps);
            Assert.Equal(length, steps.Last);

            var clear = new MemoryStream();
            Assert.True(unsealer.Unseal(new MemoryStream(message.ToArray()), clear).Released);
            Assert.Equal(content, clear.ToArray());
            clear = new MemoryStream();
            var report = await unsealer.UnsealAsync(new MemoryStream(again.ToArray()), clear);
            Assert.Equal(length, report.ContentLength);
            Assert.Equal(content, clear.ToArray());
            using (var checker = new SealChecker(context))
            {
                Assert.Equal(
                    Validity.Good,
                    checker.Validate(new MemoryStream(again.ToArray())).Outer.Validity);
                var judged = await checker.ValidateAsync(new MemoryStream(again.ToArray()));
                Assert.Equal(Validity.Good, judged.Outer.Validity);
            }
        }

        [Fact]
        public async Task NothingIsReleasedOfAChangedStream()
        {
            var message = sealer.Seal(Platform.Noise(Megabyte));
            message[message.Length / 2] ^= 1;
            var clear = new MemoryStream();
            var exception = await Assert.ThrowsAsync<EteeTrustException>(
                () => unsealer.UnsealAsync(new MemoryStream(message), clear));
            Assert.Equal(0L, clear.Length);
            Assert.False(exception.Report.Released);
            Assert.ThrowsAny<EteeException>(() => unsealer.Unseal(new MemoryStream(), clear));
        }

        [Fact]
        public async Task ACancelledStreamLeavesNothingBehind()
        {
            const long Length = 200L * Megabyte;
            var stop = new CancellationTokenSource();
            var half = new Steps { At = Length / 2, Then = stop.Cancel };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => sealer.SealAsync(new Zeros(Length), Stream.Null, stop.Token, half));
            Assert.True(half.Last < Length / 2 + Megabyte, "it went on after the cancellation");

            using (var file = File.Create(folder["message"]))
            {
                await sealer.SealAsync(new Zeros(Length), file);
            }
            stop = new CancellationTokenSource();
            half = new Steps { At = Length / 2, Then = stop.Cancel };
            using (var file = File.OpenRead(folder["message"]))
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(
                    () => unsealer.UnsealAsync(file, Stream.Null, stop.Token, half));
            }
            Assert.Empty(Directory.GetFileSystemEntries(folder["spool"]));

            stop = new CancellationTokenSource();
            var released = new Zeros(0) { AfterFirstWrite = stop.Cancel };
            using (var file = File.OpenRead(folder["message"]))
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(
                    () => unsealer.UnsealAsync(file, released, stop.Token));
            }
            Assert.True(released.Written < Length, "all of it was written");
            Assert.Empty(Directory.GetFileSystemEntries(folder["spool"]));

            // Sealer and unsealer are as good as new.
            Assert.Equal(Platform.Letter, unsealer.Unseal(sealer.Seal(Platform.Letter)).Content);
        }

        [Fact]
        public void FilesAreSealedAndUnsealed()
        {
            File.WriteAllBytes(folder["letter"], Platform.Letter);
            sealer.SealFile(folder["letter"], folder["message"]);
            Assert.True(unsealer.UnsealFile(folder["message"], folder["opened"]).Released);
            Assert.Equal(Platform.Letter, File.ReadAllBytes(folder["opened"]));
            using (var addressing = Addressing.ReadFile(context, folder["message"]))
            {
                Assert.Equal(1, addressing.Recipients.Count);
            }
        }

        [Fact]
        public async Task FilesAppearWholeOrNotAtAll()
        {
            File.WriteAllBytes(folder["letter"], Platform.Noise(3 * Megabyte));
            await sealer.SealFileAsync(folder["letter"], folder["message"]);
            File.WriteAllBytes(folder["opened"], Platform.Letter);
            await unsealer.UnsealFileAsync(folder["message"], folder["opened"]);
            Assert.Equal(Platform.Noise(3 * Megabyte), File.ReadAllBytes(folder["opened"]));
#if NET8_0_OR_GREATER
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(folder["opened"]));
#endif

            var message = File.ReadAllBytes(folder["message"]);
            message[message.Length / 2] ^= 1;
            File.WriteAllBytes(folder["message"], message);
            await Assert.ThrowsAsync<EteeTrustException>(
                () => unsealer.UnsealFileAsync(folder["message"], folder["other"]));
            Assert.Throws<EteeTrustException>(
                () => unsealer.UnsealFile(folder["message"], folder["other"]));
            var stop = new CancellationTokenSource();
            var half = new Steps { At = Megabyte, Then = stop.Cancel };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => sealer.SealFileAsync(folder["letter"], folder["other"], stop.Token, half));
            Assert.Equal(new[] { "letter", "message", "opened", "spool" }, folder.Files);
            Assert.Equal(
                EteeStatus.Io,
                Assert.Throws<EteeHostException>(
                    () => sealer.SealFile(folder["missing"], folder["other"])).Code);
        }

        [Fact]
        public void APasswordIsChanged()
        {
            var simulator = Platform.Simulator;
            File.WriteAllBytes(folder["store.p12"], simulator.Store("NIHII", "10001490"));
            Identity.ChangePassword(context, folder["store.p12"], simulator.Password, "schön");
            using (var doctor = Identity.FromPkcs12File(context, folder["store.p12"], "schön"))
            {
                Assert.True(doctor.DecryptionKeySerials.Count > 0);
            }
        }

        /// <summary>Progress that is kept, on the thread that reports it.</summary>
        private sealed class Steps : IProgress<long>
        {
            internal long Last;
            internal long At = long.MaxValue;
            internal Action Then;

            public void Report(long value)
            {
                Last = value;
                if (value >= At)
                {
                    Then();
                }
            }
        }

        /// <summary>As many zeros as are wanted, and a place for as many octets as come.</summary>
        private sealed class Zeros : Stream
        {
            private long left;

            internal Zeros(long length) => left = length;

            internal Action AfterFirstWrite { get; set; }

            internal long Written { get; private set; }

            public override bool CanRead => true;

            public override bool CanSeek => false;

            public override bool CanWrite => true;

            public override long Length => throw new NotSupportedException();

            public override long Position
            {
                get => throw new NotSupportedException();
                set => throw new NotSupportedException();
            }

            public override int Read(byte[] buffer, int offset, int count)
            {
                var some = (int)Math.Min(count, left);
                Array.Clear(buffer, offset, some);
                left -= some;
                return some;
            }

            public override void Write(byte[] buffer, int offset, int count)
            {
                Written += count;
                AfterFirstWrite?.Invoke();
            }

            public override void Flush() { }

            public override long Seek(long offset, SeekOrigin origin) =>
                throw new NotSupportedException();

            public override void SetLength(long value) => throw new NotSupportedException();
        }
    }
}
