using System.Globalization;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Mount.Replacement;

/// <summary>How this process was started, remembered before the file is replaced and the working directory changed.</summary>
internal static class OwnProgram
{
    /// <summary>The executable's file; after a replacement another program has its name.</summary>
    public static string File { get; } = new FileInfo(DaemonLauncher.Self).LinkTarget ?? DaemonLauncher.Self;

    /// <summary>Where relative names on the command line start.</summary>
    public static string Folder { get; } = Directory.GetCurrentDirectory();

    /// <summary>Reads the properties while they can be read.</summary>
    public static void Remember() => System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(OwnProgram).TypeHandle);

    /// <summary>The same command line, with the place of the state.</summary>
    public static IEnumerable<string> ArgumentsForSuccessor(int descriptor)
    {
        var own = Environment.GetCommandLineArgs()[1..].Where(argument => !argument.StartsWith(MountOptionsParser.Resume, StringComparison.Ordinal));
        return [MountCommand.Name, MountOptionsParser.Resume + descriptor.ToString(CultureInfo.InvariantCulture), .. own.SkipWhile(argument => argument == MountCommand.Name)];
    }
}
