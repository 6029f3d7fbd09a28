namespace CernVM.Cvmfs.Client.Fetching.Discovery;

/// <summary>Evaluates proxy auto-configuration files. A foreign program: implementations bound its time, memory and recursion.</summary>
public interface IProxyScriptEngine
{
    /// <summary>
    /// Calls <c>FindProxyForURL</c> for each URL, in order; the values are what it returned. Fails when the script is none, breaks a bound, or returns
    /// something else than text.
    /// </summary>
    /// <param name="script">The file's content.</param>
    /// <param name="urls">The URLs to ask for.</param>
    /// <param name="host">What the script may learn of the machine.</param>
    /// <param name="cancellationToken">Ends a running script.</param>
    ClientResult<IReadOnlyList<string>> FindProxies(string script, IReadOnlyList<Uri> urls, IProxyScriptHost host, CancellationToken cancellationToken);
}
