namespace CernVM.Functional.Appliance.Tests.Composing;

/// <summary>A flavour of nothing but the essential packages.</summary>
internal static class TinyFlavour
{
    public const string Text = """
        name: tiny
        title: Tiny
        suite: trixie
        exclude:
          - /usr/share/locale/*
          - /usr/share/zoneinfo/*
        folders:
          - path: /cvmfs
        files:
          - path: /etc/fstab
            content: |
              # empty
        nested-catalogs:
          - /usr/share
        """;
}
