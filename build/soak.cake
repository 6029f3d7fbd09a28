/// Half an hour of strain on the client: too long for CI.
Task("Soak")
    .Description("32 processes read through 4 mounts with caches too small, while revisions change and a proxy dies: --minutes=30 --processes=32 --interval=5 --seed=1.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        NeedPackages("soak");
        var project = parameters.Root + "/tests/soak";
        Call("dotnet", "build", project, "--configuration", "Release", "--nologo", "--verbosity", "quiet");
        var passed = new[] { "minutes", "processes", "interval", "seed" }.Where(HasArgument).Select(name => $"--{name}={Argument<string>(name)}");
        Call("dotnet", new[] { project + "/bin/Release/net10.0/CernVM.Soak.dll", "--bin=" + parameters.Bin, "--work=" + parameters.Artifacts }.Concat(passed).ToArray());
    });
