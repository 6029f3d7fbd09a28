using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Mount.Logging;

namespace CernVM.Cvmfs.Mount.Tests;

public class LogTests
{
    [Fact]
    public void A_full_file_is_rotated_once()
    {
        var folder = Directory.CreateTempSubdirectory("mount-log-").FullName;
        try
        {
            var file = Path.Combine(folder, "log");
            using (var sink = new FileSink(file, "a.example.org", TimeProvider.System, limit: 100))
            {
                for (var index = 0; index < 10; index++)
                    sink.Write(new ClientLogEntry(ClientLogLevel.Error, index, $"entry {index}"));
            }

            Assert.Contains("error 9: entry 9", File.ReadAllText(file), StringComparison.Ordinal);
            Assert.Equal(2, Directory.GetFiles(folder).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Identifiers_are_unique()
    {
        var ids = typeof(MountEvent).GetFields().Select(field => (int)field.GetRawConstantValue()!).ToList();

        Assert.NotEmpty(ids);
        Assert.Distinct(ids);
    }

    [Fact]
    public void The_last_entries_are_remembered_debug_ones_are_not()
    {
        using var log = new MountLog([], TimeProvider.System);

        for (var index = 0; index < 12; index++)
            log.Write(new ClientLogEntry(ClientLogLevel.Information, index, $"entry {index}"));
        log.Write(new ClientLogEntry(ClientLogLevel.Debug, 99, "step"));

        Assert.Equal(10, log.Recent.Count);
        Assert.EndsWith("entry 11", log.Recent[^1], StringComparison.Ordinal);
    }
}
