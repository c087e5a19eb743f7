public import MunicipalData
public import Primitives

/// 抽出仕様書: what a municipality is asked to extract, for a person to read and for the clerk's kit to follow. A YAML file
/// that the organization writes after a grant (`oboro request specification`).
///
/// ```yaml
/// specification: 1
/// organization: 一般財団法人 武蔵野地域データ作成機構
/// request: REQ-1
/// municipality: "132292"
/// body: 西東京市長
/// fileName: 住民福祉基礎ファイル
/// asOf: 2026-04-01            # 基準日; left out where the municipality chooses it
/// neededBy: 2026-05-15        # left out where there is none
/// items: [宛名番号, 生年月日]   # the granted items, in the order of the output
/// layout: {layout: 1, …}      # how the raw export is written, items that are not granted included
/// certificate: |
///   -----BEGIN CERTIFICATE-----
/// ```
public struct ExtractionSpecification: Hashable, Sendable {
    /// Who asks.
    public var organization: String
    /// The request, such as `REQ-1`.
    public var request: String
    /// Who is asked.
    public var municipality: MunicipalityCode
    /// The implementing body (実施機関).
    public var body: String
    /// The personal information file (個人情報ファイルの名称).
    public var fileName: String
    /// The day the data shall stand for (基準日); nil where the municipality chooses it.
    public var asOf: CivilDate?
    /// Until when the package is needed; nil where no day is set.
    public var neededBy: CivilDate?
    /// The granted items in the order of the output.
    public var items: [String]
    /// How the raw export is written.
    public var layout: Layout
    /// The organization's certificate in PEM, to which the package is encrypted.
    public var certificate: String

    /// A specification; see the properties.
    public init(
        organization: String, request: String, municipality: MunicipalityCode, body: String, fileName: String,
        asOf: CivilDate? = nil, neededBy: CivilDate? = nil, items: [String], layout: Layout, certificate: String
    ) {
        self.organization = organization
        self.request = request
        self.municipality = municipality
        self.body = body
        self.fileName = fileName
        self.asOf = asOf
        self.neededBy = neededBy
        self.items = items
        self.layout = layout
        self.certificate = certificate
    }
}
