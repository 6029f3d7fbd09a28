/// Speed and memory of the client, beside plain ext4 and the original. Takes minutes and the whole machine, so CI does not run it.
Task("Benchmark")
    .Description("Measures the client: every line of the table in docs/SPECIFICATION.md. --original=DIR (the original's cvmfs2), --only=TEXT, --runs=N, --json=FILE.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        NeedPackages("benchmark");
        var project = parameters.Root + "/tests/benchmarks/client";
        Call("dotnet", "build", project, "--configuration", "Release", "--nologo", "--verbosity", "quiet");
        var passed = new[] { "original", "only", "runs", "json" }.Where(name => HasArgument(name)).Select(name => $"--{name}={Argument<string>(name)}");
        Call("dotnet", new[] { project + "/bin/Release/net10.0/CernVM.Benchmarks.Client.dll", "--bin=" + parameters.Bin, "--work=" + parameters.Artifacts }.Concat(passed).ToArray());
    });
