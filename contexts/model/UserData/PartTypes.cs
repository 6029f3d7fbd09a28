using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.UserData;

/// <summary>What the content type of a MIME part says about it. Types of cloud-init, of amiconfig-mime and of later CernVM designs.</summary>
internal static class PartTypes
{
    /// <summary>The kind, or null when the text itself must tell.</summary>
    public static UserDataPartKind? Find(string contentType, SourceText source, DiagnosticBag diagnostics)
    {
        switch (contentType)
        {
            case "" or "text/plain" or "application/octet-stream" or "application/x-gzip" or "application/gzip" or MimeMessage.Mixed:
                return null;
            case "text/cloud-config":
                return UserDataPartKind.CloudConfig;
            case "text/x-shellscript":
                return UserDataPartKind.Script;
            case "text/ucernvm" or "text/x-ucernvm" or "ucernvm":
                return UserDataPartKind.MicroContext;
            case "text/amiconfig-user-data" or "text/x-amiconfig-user-data" or "text/amiconfig" or "amiconfig-user-data":
                return UserDataPartKind.Amiconfig;
            default:
                diagnostics.Error("UD012", source, 1, 0,
                    $"parts of type {Quoted.Text(contentType)} are refused; expected text/cloud-config, text/x-shellscript, text/ucernvm, "
                    + "text/amiconfig-user-data or text/plain.");
                return UserDataPartKind.Refused;
        }
    }
}
