using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Fuse.FunctionalTests;

public class ConcurrencyTests
{
    [Fact(Timeout = 120_000)]
    public async Task SixtyFourWaitingReadersHoldUpNobody()
    {
        const int Readers = 64;
        WaitingFileSystem? files = null;
        using var tree = new MountedTree((content, length) => files = new WaitingFileSystem(Readers + 1, content, length));
        var readers = Enumerable.Range(0, Readers).Select(number => Command.Start("head", "-c", "10", tree.PathOf(0, number))).ToArray();
        while (files!.Waiting < Readers)
            await files.Arrived.WaitAsync();
        Assert.Contains("file-number-00064", await Command.Output("stat", tree.PathOf(0, Readers)), StringComparison.Ordinal);
        files.Gate.Set();
        foreach (var reader in readers)
        {
            await reader.WaitForExitAsync();
            Assert.Equal(0, reader.ExitCode);
            reader.Dispose();
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task KillingAReaderInterruptsItsRequest()
    {
        WaitingFileSystem? files = null;
        using var tree = new MountedTree((content, length) => files = new WaitingFileSystem(1, content, length) { WaitsInOpen = true });
        using var reader = Command.Start("head", "-c", "10", tree.PathOf(0, 0));
        await files!.Arrived.WaitAsync();
        reader.Kill();
        await reader.WaitForExitAsync();
        await files.Interrupted.Task;
    }

    [Fact(Timeout = 60_000)]
    public async Task UnmountingByForceReleasesWaitingHandlers()
    {
        WaitingFileSystem? files = null;
        using var tree = new MountedTree((content, length) => files = new WaitingFileSystem(1, content, length));
        using var reader = Command.Start("head", "-c", "10", tree.PathOf(0, 0));
        await files!.Arrived.WaitAsync();
        Assert.True(tree.Session.Abort().IsOk);
        await tree.Session.Completion;
        await reader.WaitForExitAsync();
        Assert.NotEqual(0, reader.ExitCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task AFailingHandlerIsReportedAndAnsweredWithEio()
    {
        var observer = new RecordingObserver();
        using var tree = new MountedTree((content, length) => new ThrowingFileSystem(content, length), observer: observer);
        using var cat = Command.Start("cat", tree.PathOf(0, 0));
        Assert.Contains("Input/output error", await cat.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("no such luck", Assert.Single(observer.Failures));
    }

    private sealed class WaitingFileSystem(int count, SafeFileHandle content, long length) : SyntheticFileSystem(1, count, content, length)
    {
        private int waiting;

        public ManualResetEventSlim Gate { get; } = new();

        public SemaphoreSlim Arrived { get; } = new(0);

        public TaskCompletionSource Interrupted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Else in READ, which the kernel issues in the background and never interrupts.</summary>
        public bool WaitsInOpen { get; init; }

        public int Waiting => Volatile.Read(ref waiting);

        protected override Errno Open(in FuseRequest request, OpenFlags flags, ref OpenReply reply)
        {
            if (WaitsInOpen)
                Wait(request.Cancellation);
            return base.Open(request, flags, ref reply);
        }

        protected override Errno Read(in FuseRequest request, FuseHandle handle, long offset, ref ReadReply reply)
        {
            if (!WaitsInOpen)
                Wait(request.Cancellation);
            return base.Read(request, handle, offset, ref reply);
        }

        private void Wait(CancellationToken cancellation)
        {
            Interlocked.Increment(ref waiting);
            Arrived.Release();
            try
            {
                Gate.Wait(cancellation);
            }
            catch (OperationCanceledException)
            {
                Interrupted.TrySetResult();
                throw;
            }
        }
    }

    private sealed class ThrowingFileSystem(SafeFileHandle content, long length) : SyntheticFileSystem(1, 1, content, length)
    {
        protected override Errno Open(in FuseRequest request, OpenFlags flags, ref OpenReply reply) =>
            throw new InvalidOperationException("no such luck");
    }

    private sealed class RecordingObserver : FuseObserver
    {
        public List<string> Failures { get; } = [];

        public override void HandlerFailed(in FuseRequest request, Exception error) => Failures.Add(error.Message);
    }
}
