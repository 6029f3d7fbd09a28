Task("Pack")
    .Description("The client library and the libraries that it needs, as packages with symbols, into artifacts/packages.")
    .Does(() =>
    {
        foreach (var project in new[] { "formats", "storage", "client" })
            Call("dotnet", "pack", "cvmfs/" + project, "--configuration", "Release", "--output", parameters.Artifacts + "/packages", "--nologo", "--verbosity", "quiet");
    });
