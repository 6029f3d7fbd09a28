using System.Text;
using System.Text.Json;
using CernVM.Bootloader.Agent.Boot;

namespace CernVM.Bootloader.Agent.Handover;

/// <summary>The files of /run/cernvm, and the copies on the scratch disk that the disk contract names.</summary>
internal static class HandoverFiles
{
    private const UnixFileMode RootOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = RootOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes them. User-data may hold secrets, so only root reads the documents.</summary>
    public static void Write(BootState state, string run, string scratch)
    {
        Directory.CreateDirectory(run);
        Put(run, "user-data", state.UserData.UserData, RootOnly);
        Put(run, "meta-data", state.UserData.MetaData, RootOnly);
        Put(run, "vendor-data", state.UserData.VendorData, RootOnly);
        Put(run, "network-config", state.UserData.NetworkConfig, RootOnly);
        Put(run, "source", Encoding.UTF8.GetBytes(state.UserData.Source + "\n"), Everybody);
        Put(run, "resolv.conf", Encoding.UTF8.GetBytes(state.Resolver.ToFileText()), Everybody);
        Put(run, "boot-report.json", JsonSerializer.SerializeToUtf8Bytes(BootReport.Of(state), HandoverJson.Default.BootReport), Everybody);
        if (state.Repository is { } repository)
            Put(run, Path.GetFileName(AgentPaths.DaemonIdFile), Encoding.ASCII.GetBytes($"{repository.DaemonId}\n"), Everybody);

        string context = Path.Combine(scratch, "context");
        Directory.CreateDirectory(context);
        Put(context, "user-data", state.UserData.UserData, RootOnly);
        Put(context, "source", Encoding.UTF8.GetBytes(state.UserData.Source + "\n"), Everybody);
    }

    private static void Put(string folder, string name, byte[] content, UnixFileMode mode)
    {
        string file = Path.Combine(folder, name);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = mode };
        using (var stream = new FileStream(file + ".new", options))
            stream.Write(content);
        File.Move(file + ".new", file, overwrite: true);
    }
}
