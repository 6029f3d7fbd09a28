using System.Globalization;
using System.Text.Json;
using CernVM.Cvmfs.Server.Publishing;
using CernVM.Cvmfs.Server.Repositories;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary>Tells what a publish did.</summary>
internal static class PublishReport
{
    public static void Print(Repository repository, PublishResult result, string? tag, TimeSpan took, bool isJson, TextWriter output)
    {
        var counters = result.Counters;
        if (isJson)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new PublishReportJson(
                    repository.Name.ToString(),
                    result.Manifest.Revision.Number,
                    result.Manifest.RootCatalog.ToString(),
                    tag,
                    result.IsNewRevision,
                    Math.Round(took.TotalSeconds, 3),
                    counters),
                CommandJson.Default.PublishReportJson));
            return;
        }

        output.WriteLine(result.IsNewRevision
            ? $"Published revision {result.Manifest.Revision.Number} of {repository.Name}{(tag is null ? "" : $", tag {tag}")} in {took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s."
            : $"Nothing has changed: {repository.Name} stays at revision {result.Manifest.Revision.Number}.");
        output.WriteLine($"  files       {counters.FilesAdded} added, {counters.FilesChanged} changed, {counters.FilesRemoved} removed; {ConsoleProgress.Megabytes(counters.BytesRead)} MB read");
        output.WriteLine($"  directories {counters.DirectoriesAdded} added, {counters.DirectoriesChanged} changed, {counters.DirectoriesRemoved} removed");
        output.WriteLine($"  objects     {counters.ObjectsStored} stored ({ConsoleProgress.Megabytes(counters.BytesStored)} MB), {counters.ObjectsDuplicated} there before; {counters.CatalogsWritten} catalogs written");
        output.WriteLine($"  root        {result.Manifest.RootCatalog}");
    }
}
