import COpenBLAS
import CVectorLoops

/// The precision that tiles of rows are multiplied in.
protocol TileElement: BinaryFloatingPoint, Codable, SIMDScalar, Sendable {
    /// Half the distance of 1 to the next number.
    static var roundoff: Double { get }

    /// The least and the second least of eight rows' constants less products, and which constant's the least is.
    ///
    /// Written for each precision, since comparisons of vectors of any element are compiled one by one.
    ///
    /// - Parameters:
    ///   - constants: shape (centres).
    ///   - products: shape (centres or more, stride).
    ///   - first: the first of the eight.
    /// - Precondition: the products are there.
    static func leastTwo(
        of constants: Span<Self>, less products: Span<Self>, stride: Int, from first: Int
    ) -> (least: SIMD8<Self>, second: SIMD8<Self>, index: SIMD8<Self>)

    /// Writes the inner products of rows: `product[i * stride + j]` of row i of the left and row j of the right.
    ///
    /// By OpenBLAS, on the calling thread.
    @unsafe static func multiply(
        _ left: UnsafePointer<Self>, rows: Int, _ right: UnsafePointer<Self>, columns: Int, depth: Int,
        into product: UnsafeMutablePointer<Self>, stride: Int)

    /// As `VectorLoops.addMagnitudes`, which checks what this takes for granted.
    @unsafe static func addMagnitudes(
        _ elements: UnsafePointer<Self>, _ rows: Int, _ columns: Int, _ weights: UnsafePointer<Double>?,
        _ limit: Double, _ sums: UnsafeMutablePointer<Double>
    ) -> Bool

    /// As `VectorLoops.addGroups`, which checks what this takes for granted.
    @unsafe static func addGroups(
        _ elements: UnsafePointer<Self>, _ rows: Int, _ columns: Int, _ groups: UnsafePointer<Int32>,
        _ chosen: UnsafePointer<Bool>, _ weights: UnsafePointer<Double>?,
        _ sums: UnsafeMutablePointer<Double>)
}

extension Double: TileElement {
    static let roundoff = 0x1p-53

    @inline(__always)
    static func leastTwo(
        of constants: Span<Double>, less products: Span<Double>, stride: Int, from first: Int
    ) -> (least: SIMD8<Double>, second: SIMD8<Double>, index: SIMD8<Double>) {
        precondition(first >= 0 && first + 8 <= stride && products.count >= constants.count * stride)
        let bytes = unsafe products.bytes
        var least = SIMD8<Double>(repeating: .infinity)
        var second = least
        var index = SIMD8<Double>(repeating: 0)
        var number: Double = 0
        for centre in 0..<constants.count {
            let product = unsafe bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: (centre * stride + first) * 8, as: SIMD8<Double>.self)
            let value = SIMD8(repeating: constants[centre]) - product
            let isLeast = value .< least
            second.replace(with: value, where: value .< second)
            second.replace(with: least, where: isLeast)
            least.replace(with: value, where: isLeast)
            index.replace(with: number, where: isLeast)
            number += 1
        }
        return (least, second, index)
    }

    @unsafe static func multiply(
        _ left: UnsafePointer<Double>, rows: Int, _ right: UnsafePointer<Double>, columns: Int, depth: Int,
        into product: UnsafeMutablePointer<Double>, stride: Int
    ) {
        unsafe cblas_dgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans, Int32(rows), Int32(columns), Int32(depth), 1, left,
            Int32(depth), right, Int32(depth), 0, product, Int32(stride))
    }

    @unsafe static func addMagnitudes(
        _ elements: UnsafePointer<Double>, _ rows: Int, _ columns: Int, _ weights: UnsafePointer<Double>?,
        _ limit: Double, _ sums: UnsafeMutablePointer<Double>
    ) -> Bool {
        unsafe leadline_add_magnitudes(elements, rows, columns, weights, limit, sums)
    }

    @unsafe static func addGroups(
        _ elements: UnsafePointer<Double>, _ rows: Int, _ columns: Int, _ groups: UnsafePointer<Int32>,
        _ chosen: UnsafePointer<Bool>, _ weights: UnsafePointer<Double>?,
        _ sums: UnsafeMutablePointer<Double>
    ) {
        unsafe leadline_add_groups(elements, rows, columns, groups, chosen, weights, sums)
    }
}

extension Float: TileElement {
    static let roundoff = 0x1p-24

    @inline(__always)
    static func leastTwo(
        of constants: Span<Float>, less products: Span<Float>, stride: Int, from first: Int
    ) -> (least: SIMD8<Float>, second: SIMD8<Float>, index: SIMD8<Float>) {
        precondition(first >= 0 && first + 8 <= stride && products.count >= constants.count * stride)
        let bytes = unsafe products.bytes
        var least = SIMD8<Float>(repeating: .infinity)
        var second = least
        var index = SIMD8<Float>(repeating: 0)
        var number: Float = 0
        for centre in 0..<constants.count {
            let product = unsafe bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: (centre * stride + first) * 4, as: SIMD8<Float>.self)
            let value = SIMD8(repeating: constants[centre]) - product
            let isLeast = value .< least
            second.replace(with: value, where: value .< second)
            second.replace(with: least, where: isLeast)
            least.replace(with: value, where: isLeast)
            index.replace(with: number, where: isLeast)
            number += 1
        }
        return (least, second, index)
    }

    @unsafe static func multiply(
        _ left: UnsafePointer<Float>, rows: Int, _ right: UnsafePointer<Float>, columns: Int, depth: Int,
        into product: UnsafeMutablePointer<Float>, stride: Int
    ) {
        unsafe cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans, Int32(rows), Int32(columns), Int32(depth), 1, left,
            Int32(depth), right, Int32(depth), 0, product, Int32(stride))
    }

    @unsafe static func addMagnitudes(
        _ elements: UnsafePointer<Float>, _ rows: Int, _ columns: Int, _ weights: UnsafePointer<Double>?,
        _ limit: Double, _ sums: UnsafeMutablePointer<Double>
    ) -> Bool {
        unsafe leadline_add_magnitudes_float(elements, rows, columns, weights, limit, sums)
    }

    @unsafe static func addGroups(
        _ elements: UnsafePointer<Float>, _ rows: Int, _ columns: Int, _ groups: UnsafePointer<Int32>,
        _ chosen: UnsafePointer<Bool>, _ weights: UnsafePointer<Double>?,
        _ sums: UnsafeMutablePointer<Double>
    ) {
        unsafe leadline_add_groups_float(elements, rows, columns, groups, chosen, weights, sums)
    }
}
