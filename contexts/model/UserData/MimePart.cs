namespace CernVM.Contexts.Model.UserData;

/// <summary>A part of a multipart message.</summary>
/// <param name="ContentType">Lower case, without parameters; empty when there is none.</param>
/// <param name="FileName">From Content-Disposition or Content-Type; empty when there is none.</param>
/// <param name="FirstLine">Line of the document on which the body starts.</param>
/// <param name="IsReEncoded">The body was base64 or quoted-printable, so its lines are not the document's.</param>
/// <param name="Content">The decoded body.</param>
internal sealed record MimePart(string ContentType, string FileName, int FirstLine, bool IsReEncoded, byte[] Content);
