using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>The <c>properties</c> table; values are text, numbers too.</summary>
internal static class PropertyTable
{
    private const string Schema = "schema";
    private const string SchemaRevision = "schema_revision";
    private const string Revision = "revision";
    private const string LastModified = "last_modified";
    private const string PreviousRevision = "previous_revision";
    private const string RootPrefix = "root_prefix";
    private const string TimeToLive = "TTL";
    private const string Volatile = "volatile";
    private const string VomsAuthorization = "voms_authz";
    private const string Branch = "branch";

    public static Parsed<CatalogProperties> Read(SqliteDatabase database)
    {
        var file = database.File;
        var values = SqliteProperties.Read(database);
        FormatError Wrong(string key) => CatalogErrors.Property(file, key, values.GetValueOrDefault(key));
        var revisionText = values.GetValueOrDefault(SchemaRevision, "0");
        if (!int.TryParse(revisionText, NumberStyles.None, CultureInfo.InvariantCulture, out var schemaRevision))
            return Wrong(SchemaRevision);
        if (!CatalogSchema.TryParse(values.GetValueOrDefault(Schema), schemaRevision, out var schema))
            return CatalogErrors.NoSchema(file, values.GetValueOrDefault(Schema));
        if (!schema.IsReadable)
            return CatalogErrors.UnknownSchema(file, schema);

        if (!ulong.TryParse(values.GetValueOrDefault(Revision, "0"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
            return Wrong(Revision);
        if (!UnixTime.TryParse(values.GetValueOrDefault(LastModified, "0"), out var modified))
            return Wrong(LastModified);
        var previous = ContentHash.Null(ContentHashAlgorithm.Sha1);
        if (values.GetValueOrDefault(PreviousRevision) is { Length: > 0 } previousText && !ContentHash.TryParse(previousText, out previous))
            return Wrong(PreviousRevision);
        if (!RepositoryPath.TryFromUtf8(Encoding.UTF8.GetBytes(values.GetValueOrDefault(RootPrefix, "")), out var prefix))
            return Wrong(RootPrefix);
        uint? timeToLive = null;
        if (values.GetValueOrDefault(TimeToLive) is { } ttlText)
        {
            if (!uint.TryParse(ttlText, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return Wrong(TimeToLive);
            timeToLive = seconds;
        }

        return new CatalogProperties
        {
            Schema = schema,
            Revision = new Revision(revision),
            LastModified = modified,
            PreviousRevision = previous,
            RootPrefix = prefix,
            TimeToLive = timeToLive,
            IsVolatile = values.GetValueOrDefault(Volatile) == "1",
            VomsAuthorization = values.GetValueOrDefault(VomsAuthorization) is { Length: > 0 } voms ? voms : null,
            Branch = values.GetValueOrDefault(Branch) is { Length: > 0 } branch ? branch : null,
        };
    }

    /// <summary>Writes every property that is set, and drops those that are not.</summary>
    public static void Write(SqliteDatabase database, CatalogProperties properties)
    {
        var invariant = CultureInfo.InvariantCulture;
        SqliteProperties.Write(database, Schema, CatalogSchema.Current.Number);
        SqliteProperties.Write(database, SchemaRevision, CatalogSchema.Current.Revision.ToString(invariant));
        SqliteProperties.Write(database, Revision, properties.Revision.Number.ToString(invariant));
        SqliteProperties.Write(database, LastModified, properties.LastModified.ToUnixTimeSeconds().ToString(invariant));
        SqliteProperties.Write(database, PreviousRevision, properties.PreviousRevision.ToString());
        SqliteProperties.Write(database, RootPrefix, properties.RootPrefix.IsRoot ? null : Encoding.UTF8.GetString(properties.RootPrefix.Utf8));
        SqliteProperties.Write(database, TimeToLive, properties.TimeToLive?.ToString(invariant));
        SqliteProperties.Write(database, Volatile, properties.IsVolatile ? "1" : null);
        SqliteProperties.Write(database, VomsAuthorization, properties.VomsAuthorization);
        SqliteProperties.Write(database, Branch, properties.Branch);
    }
}
