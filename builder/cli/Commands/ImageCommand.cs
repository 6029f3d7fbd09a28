using System.CommandLine;

namespace CernVM.Builder.Cli.Commands;

/// <summary><c>cernvm image</c>: boot images and machines made of them.</summary>
internal static class ImageCommand
{
    public static Command Create() => new("image", "Build boot images and start machines from them.")
    {
        ImageBuildCommand.Create(),
        ImageRunCommand.Create(),
        JoinPortCommand.Create(),
    };
}
