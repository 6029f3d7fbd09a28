using System.Globalization;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Version of a catalog's tables: 2.5 with revisions 0 to 7, 2.4, and the 1.x forerunners.</summary>
public readonly record struct CatalogSchema(int Major, int Minor, int Revision)
{
    /// <summary>What writers write: schema 2.5, revision 7 (nanosecond times).</summary>
    public static CatalogSchema Current => new(2, 5, 7);

    /// <summary>Readable are 2.4, 2.5 and everything below 2.0, whatever the revision.</summary>
    public bool IsReadable => (Major, Minor) is (2, 4) or (2, 5) or (0 or 1, _);

    /// <summary>The value of property <c>schema</c>, such as <c>2.5</c>.</summary>
    public string Number => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    /// <summary>Reads property <c>schema</c>; writers of old printed the float 2.4 as <c>2.4</c> or with more digits.</summary>
    public static bool TryParse(string? schema, int revision, out CatalogSchema parsed)
    {
        parsed = default;
        if (!decimal.TryParse(schema, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number is < 0 or > 99)
            return false;
        var tenths = (int)Math.Round(number * 10);
        parsed = new CatalogSchema(tenths / 10, tenths % 10, revision);
        return true;
    }
}
