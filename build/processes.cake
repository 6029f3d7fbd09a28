using System.Diagnostics;

void Say(string text) => Console.WriteLine($"[{DateTime.UtcNow:HH:mm:ss}] {text}");

/// Runs a program with its output on the console and stops the build when it fails.
void Call(string program, params string[] arguments) => CallIn(parameters.Root, program, arguments);

void CallIn(string folder, string program, params string[] arguments)
{
    var code = TryCall(folder, program, arguments);
    if (code != 0)
        throw new CakeException($"'{System.IO.Path.GetFileName(program)} {string.Join(' ', arguments)}' ended with exit code {code}; its own message stands above.");
}

int TryCall(string folder, string program, params string[] arguments)
{
    using var process = Process.Start(Describe(folder, program, arguments));
    process.WaitForExit();
    return process.ExitCode;
}

/// Runs a program and returns what it printed; null when it failed.
string Output(string program, params string[] arguments)
{
    var start = Describe(parameters.Root, program, arguments);
    start.RedirectStandardOutput = true;
    start.RedirectStandardError = true;
    using var process = Process.Start(start);
    var errors = process.StandardError.ReadToEndAsync();
    var text = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    errors.Wait();
    return process.ExitCode == 0 ? text : null;
}

ProcessStartInfo Describe(string folder, string program, IEnumerable<string> arguments)
{
    var start = new ProcessStartInfo(program) { WorkingDirectory = folder, UseShellExecute = false };
    foreach (var argument in arguments)
        start.ArgumentList.Add(argument);
    return start;
}
