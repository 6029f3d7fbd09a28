namespace CernVM.Cvmfs.Tools;

/// <summary>One public command of the multi-call executable: the name that it is called by and what it does.</summary>
internal interface IApplet
{
    /// <summary>The file name of the link that starts it, for example <c>cvmfs2</c>.</summary>
    string Name { get; }

    /// <summary>One line for the list that <c>cvmfs --help</c> prints.</summary>
    string Summary { get; }

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">What follows the command's name.</param>
    /// <param name="cancel">Ends with the first interrupt or termination signal.</param>
    /// <returns>The exit code of the process.</returns>
    Task<int> RunAsync(string[] arguments, CancellationToken cancel);
}
