using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Mount.Supervision;

namespace CernVM.Cvmfs.Mount.Tests.Supervision;

public class SupervisionTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(25, false)]
    [InlineData(Supervisor.Replaced, false)]
    [InlineData(137, true)]
    [InlineData(139, true)]
    public void Only_a_death_by_signal_is_a_crash(int code, bool isCrash) => Assert.Equal(isCrash, new CrashReport(new ExitedChild(7, code), "").IsCrash);

    [Fact]
    public void A_report_names_process_signal_and_last_words()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("crash-").FullName, "stacktrace.test.example.org");
        try
        {
            var report = new CrashReport(new ExitedChild(7, 139), "at Some.Method()");

            Assert.Equal("process 7 was ended by signal 11 (SIGSEGV)", report.Summary);
            Assert.Null(report.AppendTo(file, "test.example.org", DateTimeOffset.UnixEpoch));
            Assert.Contains("at Some.Method()", File.ReadAllText(file), StringComparison.Ordinal);
            Assert.NotNull(report.AppendTo(Path.Combine(file, "below-a-file"), "test.example.org", DateTimeOffset.UnixEpoch));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Successors_are_named_in_their_order_and_other_lines_are_kept()
    {
        var words = new LastWords();
        words.StopShowing();

        await words.ReadAsync(new StringReader($"{LastWords.SuccessorMark}11\nUnhandled exception\n{LastWords.SuccessorMark}12\n"));

        Assert.Equal(11, await words.NextSuccessorAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(12, await words.NextSuccessorAsync(TimeSpan.FromSeconds(30)));
        Assert.Null(await words.NextSuccessorAsync(TimeSpan.Zero));
        Assert.Equal("Unhandled exception", words.Text.Trim());
    }
}
