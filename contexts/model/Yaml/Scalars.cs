namespace CernVM.Contexts.Model.Yaml;

/// <summary>Reads single values the way YAML 1.1 (and so cloud-init) does.</summary>
internal static class Scalars
{
    public static bool? Switch(YamlValue value) => (value as YamlScalar)?.Text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "y" or "1" => true,
        "false" or "no" or "off" or "n" or "0" => false,
        _ => null,
    };
}
