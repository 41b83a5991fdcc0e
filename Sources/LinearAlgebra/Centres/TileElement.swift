import COpenBLAS

/// The precision that tiles of rows are multiplied in.
protocol TileElement: BinaryFloatingPoint, Codable, SIMDScalar, Sendable {
    /// Half the distance of 1 to the next number.
    static var roundoff: Double { get }

    /// Eight numbers of a list of them.
    @unsafe static func eight(of bytes: RawSpan, from index: Int) -> SIMD8<Self>

    /// Writes the inner products of rows: `product[i * stride + j]` of row i of the left and row j of the right.
    ///
    /// By OpenBLAS, on the calling thread.
    @unsafe static func multiply(
        _ left: UnsafePointer<Self>, rows: Int, _ right: UnsafePointer<Self>, columns: Int, depth: Int,
        into product: UnsafeMutablePointer<Self>, stride: Int)
}

extension Double: TileElement {
    static let roundoff = 0x1p-53

    @unsafe @inline(__always) static func eight(of bytes: RawSpan, from index: Int) -> SIMD8<Double> {
        unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index * 8, as: SIMD8<Double>.self)
    }

    @unsafe static func multiply(
        _ left: UnsafePointer<Double>, rows: Int, _ right: UnsafePointer<Double>, columns: Int, depth: Int,
        into product: UnsafeMutablePointer<Double>, stride: Int
    ) {
        unsafe cblas_dgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans, Int32(rows), Int32(columns), Int32(depth), 1, left,
            Int32(depth), right, Int32(depth), 0, product, Int32(stride))
    }
}

extension Float: TileElement {
    static let roundoff = 0x1p-24

    @unsafe @inline(__always) static func eight(of bytes: RawSpan, from index: Int) -> SIMD8<Float> {
        unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index * 4, as: SIMD8<Float>.self)
    }

    @unsafe static func multiply(
        _ left: UnsafePointer<Float>, rows: Int, _ right: UnsafePointer<Float>, columns: Int, depth: Int,
        into product: UnsafeMutablePointer<Float>, stride: Int
    ) {
        unsafe cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans, Int32(rows), Int32(columns), Int32(depth), 1, left,
            Int32(depth), right, Int32(depth), 0, product, Int32(stride))
    }
}
