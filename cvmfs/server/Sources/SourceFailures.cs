using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Server.Sources;

/// <summary>Failures of reading a source, told with the path.</summary>
internal static class SourceFailures
{
    public static T OrFail<T>(this LinuxResult<T> result, RepositoryPath path, IChangeSource source) =>
        result.TryGet(out var value)
            ? value
            : throw new ServerException("SRV032", $"{source.Describe(path)} cannot be read: {result.Error.Describe()}; nothing was published.");
}
