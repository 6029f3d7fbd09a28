using System.CommandLine;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using CernVM.Cvmfs.Tools.Client.Config.Report;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>bugreport</c>: one archive with configuration, state and logs, without keys and passwords.</summary>
internal static class BugReportCommand
{
    private const string Etc = "/etc/cvmfs";
    private const int MaxFileSize = 4 << 20;

    public static Command Create()
    {
        var command = new Command("bugreport", "Collect configuration, state and logs in an archive, without keys and passwords.");
        command.SetAction(_ => Privileges.AsRoot(Run));
        return command;
    }

    private static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("cvmfs-bugreport.");
        var archive = Path.Combine(folder.FullName, "cvmfs-bugreport.tar.gz");
        using (var file = File.Create(archive))
        using (var compressed = new GZipStream(file, CompressionLevel.Optimal))
        using (var tar = new TarWriter(compressed))
        {
            AddConfiguration(tar);
            AddStackTraces(tar);
            foreach (var command in ReportCommand.All)
            {
                Console.Out.WriteLine($"Gathering {command.Text}");
                Add(tar, $"bugreport/{command.FileName}.stdout", $"{command.Text}\n{command.Run(out var errors)}");
                Add(tar, $"bugreport/{command.FileName}.stderr", errors);
            }
        }
        Console.Out.WriteLine($"""

            System information has been collected in {archive}
            Please look through this file before you send it with your problem description: keys and passwords are left out, names of hosts and users are not.
            """);
        return 0;
    }

    private static void AddConfiguration(TarWriter tar)
    {
        Console.Out.WriteLine($"Gathering {Etc}");
        if (!Directory.Exists(Etc))
            return;
        foreach (var file in Directory.EnumerateFiles(Etc, "*", SearchOption.AllDirectories).Where(Secrets.MayBeShown))
            AddFile(tar, file);
    }

    private static void AddStackTraces(TarWriter tar)
    {
        Console.Out.WriteLine("Gathering stack traces");
        foreach (var folder in ConfiguredRepositories.CacheFolders().Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "stacktrace*"))
                AddFile(tar, file);
        }
    }

    private static void AddFile(TarWriter tar, string file)
    {
        try
        {
            if (new FileInfo(file).Length <= MaxFileSize)
                Add(tar, "bugreport" + file, File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Add(tar, $"bugreport{file}.unreadable", e.Message);
        }
    }

    private static void Add(TarWriter tar, string name, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Secrets.Mask(text)));
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content });
    }
}
