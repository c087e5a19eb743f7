public import Primitives

/// A generated resident register (住民記録 抽出) of a municipality, as a municipality would hand it over: CP932, CRLF, a
/// header, birth dates by era, full-width addresses. No row describes a real person.
///
/// The same municipality, number of residents and seed give the same bytes on every machine. No field holds a number of
/// twelve digits, so that nothing in it can be taken for an individual number (個人番号).
///
/// ```swift
/// let register = SyntheticRegister(municipality: code, residents: 50_000, seed: 1)
/// let file = try register?.bytes()
/// ```
public struct SyntheticRegister: Sendable {
    /// The column names, in the order of the file.
    public static let columns = [
        "宛名番号", "世帯番号", "氏名", "氏名カナ", "生年月日", "性別", "住所", "世帯人数", "職業", "所得", "要介護度", "疾病",
    ]

    /// The codes of the municipalities that registers can be generated for.
    public static let municipalities = SyntheticMunicipality.all.map(\.code)

    /// The number of residents: rows, the header not counted.
    public let residents: Int
    /// The day on which every age of the register is reckoned (基準日).
    public static let day = CivilDate(clampingDayNumber: 20_544)  // 2026-04-01

    let municipality: SyntheticMunicipality
    let seed: UInt64
    let markers: [Int: String]

    /// Prepares a register; `nil` for a municipality that is not one of ``municipalities`` or for no residents.
    ///
    /// - Parameters:
    ///   - municipality: The local government code.
    ///   - residents: How many rows, from 1 to 1,000,000,000.
    ///   - seed: Any number; another seed gives other residents.
    ///   - markers: Texts to be planted as 氏名 in rows at equal distances, so that a test can look for them afterwards
    ///     wherever no name may be. No more than there are residents.
    public init?(municipality code: MunicipalityCode, residents: Int, seed: UInt64, markers: [String] = []) {
        guard let municipality = SyntheticMunicipality.all.first(where: { $0.code == code.description }),
            (1...1_000_000_000).contains(residents), markers.count <= residents
        else { return nil }
        self.municipality = municipality
        self.residents = residents
        self.seed = seed
        let rows = markers.indices.map { ($0 * residents) / markers.count }
        self.markers = Dictionary(uniqueKeysWithValues: zip(rows, markers))
    }
}
