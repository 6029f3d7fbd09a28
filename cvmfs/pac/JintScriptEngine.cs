using System.Globalization;
using Acornima;
using Acornima.Ast;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Fetching.Discovery;
using Jint;

namespace CernVM.Cvmfs.Pac;

/// <summary>
/// Evaluates PAC files with Jint, a JavaScript interpreter in managed code. Scripts come from the network unsigned: they see nothing but the functions
/// of PAC files, and time, steps, memory, recursion and nesting are bounded.
/// </summary>
public sealed class JintScriptEngine : IProxyScriptEngine
{
    private static readonly Prepared<Script> Guards = Engine.PrepareScript(PacGlobals.Guards);

    private readonly PacLimits _limits;

    /// <summary>An engine with the usual bounds.</summary>
    public JintScriptEngine()
        : this(new PacLimits())
    {
    }

    internal JintScriptEngine(PacLimits limits) => _limits = limits;

    /// <inheritdoc/>
    public ClientResult<IReadOnlyList<string>> FindProxies(string script, IReadOnlyList<Uri> urls, IProxyScriptHost host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(urls);
        ArgumentNullException.ThrowIfNull(host);
        ClientResult<IReadOnlyList<string>> result = Failure("it was not evaluated");

        // A thread of its own, so that how deep a script may go does not depend on who asks.
        var thread = new Thread(() => result = Evaluate(script, urls, host, cancellationToken), _limits.StackBytes) { IsBackground = true, Name = "pac" };
        thread.Start();
        thread.Join();
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    /// <summary>As <see cref="FindProxies"/>, on the caller's thread, whose stack must be as large as <see cref="PacLimits.StackBytes"/>.</summary>
    internal ClientResult<IReadOnlyList<string>> Evaluate(string script, IReadOnlyList<Uri> urls, IProxyScriptHost host, CancellationToken cancellationToken)
    {
        try
        {
            if (ScriptShape.Check(script, _limits) is { } wrong)
                return Failure(wrong);
            using var engine = NewEngine(cancellationToken);
            PacGlobals.Install(engine, new PacFunctions(host), host);
            engine.Execute(Guards);
            engine.Execute(script);
            var results = new List<string>();
            foreach (var url in urls)
            {
                var value = engine.Invoke("FindProxyForURL", url.AbsoluteUri, url.Host.Length > 0 ? url.Host : "localhost");
                if (!value.IsString() && !value.IsNull() && !value.IsUndefined())
                    return Failure($"FindProxyForURL returned a value of type {value.Type} instead of text");
                var text = value.IsString() ? value.AsString() : "";
                if (text.Length > _limits.ResultLength)
                    return Failure(string.Create(CultureInfo.InvariantCulture, $"FindProxyForURL returned {text.Length} characters"));
                results.Add(text);
            }

            return results;
        }
        catch (Exception failure) when (failure is JintException or ParseErrorException or PacLimitException)
        {
            return Failure(failure.Message.TrimEnd('.'));
        }
        catch (Exception failure) when (failure is TimeoutException or System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            return Failure(string.Create(CultureInfo.InvariantCulture, $"it ran longer than {_limits.Time.TotalSeconds} s"));
        }
        catch (Exception failure) when (failure is InsufficientExecutionStackException or OutOfMemoryException or ArgumentException or InvalidOperationException or OperationCanceledException)
        {
            // What the interpreter lets through of its own: stack and memory at their end, a missing function.
            return Failure(failure.Message.TrimEnd('.'));
        }
    }

    private Engine NewEngine(CancellationToken cancellationToken) => new(options => options
        .LimitMemory(_limits.MemoryBytes)
        .LimitRecursion(_limits.Recursion)
        .MaxStatements(_limits.Statements)
        .MaxArraySize(_limits.ArraySize)
        .TimeoutInterval(_limits.Time)
        .RegexTimeoutInterval(_limits.RegexTime)
        .DisableStringCompilation()
        .Constraint(new StackConstraint())
        .CancellationToken(cancellationToken));

    private static ClientFailure Failure(string reason) => new(ClientFailureKind.ProxyDiscovery, $"The PAC file cannot be evaluated: {reason}.");
}
