import MunicipalData
import Testing

@Suite struct IndividualNumberScanTests {
    @Test(arguments: [
        "123456789018", "１２３４５６７８９０１８", "番号123456789018です", "1234-5678-9018", "1234 5678 9018",
        "１２３４－５６７８－９０１８", "1234　5678　9018", "1234−5678−9018", "A1 123456789018", "電話 03-1234-5678, 123456789018",
        "x123456789018x", "12-123456789018", "1234/5678/9018", "1234ー5678ー9018", "個人番号:1234-5678-9018。", "12345678901８",
        "999999999999 123456789018",
    ])
    func `finds a number in any dress`(text: String) {
        #expect(IndividualNumberScan.isFound(in: text))
    }

    @Test(arguments: [
        "123456789019", "1234567890180", "0123456789018", "12345678901", "1234-5678-9019", "12345-678-9018",
        "1234--5678-9018",
        "12 34 56 78 90 18", "1234-567-89018", "1234:5678:9018", "", "七一二三四五六七八九〇一", "090-1234-5678",
        "123456a789018",
    ])
    func `leaves other numbers alone`(text: String) {
        #expect(!IndividualNumberScan.isFound(in: text))
    }
}
