import Foundation
import Processing
import Testing

@Suite struct RegisterColumnsTests {
    /// The headings that the product ships, read from the package's own folder.
    static func shipped() throws -> RegisterColumns {
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let path = root + "/Config/register/columns.yaml"
        return try RegisterColumns(reading: Array(Data(contentsOf: URL(fileURLWithPath: path))), file: path)
    }

    /// The official names of the form (法74条1項, 75条4項, 110条), beside the field each belongs to.
    @Test(
        arguments: [
            ("個人情報ファイルの名称", .name), ("行政機関等の名称", .body),
            ("個人情報ファイルが利用に供される事務をつかさどる組織の名称", .department), ("個人情報ファイルの利用目的", .purpose),
            ("記録項目", .items), ("記録範囲", .scope), ("記録情報の収集方法", .collection),
            ("要配慮個人情報が含まれるときは、その旨", .specialCare),
            ("条例要配慮個人情報が含まれているときは、その旨", .ordinanceSpecialCare), ("記録情報の経常的提供先", .regularRecipients),
            ("開示請求等を受理する組織の名称及び所在地", .disclosureDesk),
            ("訂正及び利用停止に関する他の法令の規定による特別の手続等", .specialProcedures), ("個人情報ファイルの種別", .computerised),
            ("行政機関等匿名加工情報の提案の募集をする個人情報ファイルである旨", .solicitable),
            ("行政機関等匿名加工情報の提案を受ける組織の名称及び所在地", .proposalDesk), ("備考", .remarks),
        ] as [(String, RegisterField)])
    func `every official heading is known`(heading: String, field: RegisterField) throws {
        #expect(try Self.shipped().field(for: heading) == field)
    }

    @Test(arguments: ["5 記録項目", "（５）記録項目", "⑤　記録項目", "5.記録項目", "記 録\n項 目", "５、記録項目"])
    func `width, spaces and an item number make no difference`(heading: String) throws {
        #expect(try Self.shipped().field(for: heading) == .items)
    }

    @Test(arguments: ["件数", "記録項目数", "氏名", "", "5", "名称"])
    func `what is not declared is not known`(heading: String) throws {
        #expect(try Self.shipped().field(for: heading) == nil)
    }

    @Test(
        arguments: [
            ("register-columns: 2\nfields: {name: [名称]}\n", "version 1"),
            ("register-columns: 1\n", "'fields' is missing"),
            ("register-columns: 1\nfields: {nmae: [名称]}\n", "unknown key 'nmae'"),
            ("register-columns: 1\nfields: {name: [名称], body: [名　称]}\n", "stands under"),
            ("register-columns: 1\nfields: {name: [名称]}\nseparators: [ab]\n", "one character"),
            ("register-columns: 1\nfields: {name: 名称}\n", "a list is expected"),
            ("register-columns: 1\nfields: {name: [\" \"]}\n", "blank"), ("- a\n", "a mapping"), ("", "empty"),
        ])
    func `a wrong mapping is refused with its place`(text: String, message: String) {
        let faults = #expect(throws: DocumentFaults.self) {
            try RegisterColumns(reading: Array(text.utf8), file: "columns.yaml")
        }
        #expect(faults?.description.contains(message) == true, "\(faults?.description ?? "")")
    }
}
