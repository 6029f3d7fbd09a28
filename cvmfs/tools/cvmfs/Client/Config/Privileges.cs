using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary>Guards commands that only root can do.</summary>
internal static class Privileges
{
    /// <summary>Runs the action as root; says what is missing and gives 1 otherwise, as the original does.</summary>
    public static int AsRoot(Func<int> action)
    {
        if (ProcessControl.IsRoot)
            return action();
        Console.Out.WriteLine("root privileges required");
        return 1;
    }
}
