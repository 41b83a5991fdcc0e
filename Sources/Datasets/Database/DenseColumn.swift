/// One column of a large answer without an optional a row: what is absent has a value that nothing else has.
enum DenseColumn {
    /// BIGINT; the column must not be NULL anywhere.
    case integers([Int64])
    /// UINTEGER, -1 for NULL.
    case codes([Int32])
    /// USMALLINT; the column must not be NULL anywhere.
    case names([UInt16])
    /// DOUBLE, NaN for NULL.
    case numbers([Double])
    /// BOOLEAN as 1 and 0, -1 for NULL.
    case flags([Int8])
    /// VARCHAR as indices into the ascending dictionary, -1 for NULL.
    case texts([Int32], dictionary: [String])
}
