/// What leads might write, by language: sentences of our own.
enum Sentences {
    static let byLanguage: [(code: String, texts: [String])] = [
        (
            "en",
            [
                "Could you send me a quote for twenty seats, please?",
                "We are looking for a tool that our sales team can use next month.",
                "How do I change the address on my invoice?",
                "Thanks, the demo on Tuesday was really helpful.",
                "Our contract ends in March and we would like to talk about prices.",
                "I cannot log in any more since you changed the password rules.",
                "Is there a discount for schools and other public bodies?",
                "Please cancel my account and delete all of my data.",
                "The import stopped halfway and nobody answers the phone.",
                "What does it cost?",
            ]
        ),
        (
            "de",
            [
                "Können Sie mir bitte ein Angebot für zwanzig Plätze schicken?",
                "Wir suchen ein Werkzeug, das unser Vertrieb ab nächstem Monat nutzen kann.",
                "Wie ändere ich die Anschrift auf meiner Rechnung?",
                "Danke, die Vorführung am Dienstag war wirklich hilfreich.",
                "Unser Vertrag läuft im März aus, und wir möchten über Preise sprechen.",
                "Ich kann mich nicht mehr anmelden, seit die Regeln für Kennwörter neu sind.",
                "Gibt es einen Nachlass für Schulen und andere öffentliche Stellen?",
                "Bitte kündigen Sie mein Konto und löschen Sie alle meine Daten.",
                "Der Import blieb auf halbem Weg stehen, und niemand geht ans Telefon.",
                "Was kostet das?",
            ]
        ),
        (
            "fr",
            [
                "Pourriez-vous m'envoyer un devis pour vingt utilisateurs ?",
                "Nous cherchons un outil que notre équipe commerciale puisse utiliser le mois prochain.",
                "Comment changer l'adresse qui figure sur ma facture ?",
                "Merci, la démonstration de mardi nous a vraiment aidés.",
                "Notre contrat se termine en mars et nous aimerions parler des prix.",
                "Je n'arrive plus à me connecter depuis que vous avez changé les règles.",
                "Y a-t-il une remise pour les écoles et les services publics ?",
                "Veuillez fermer mon compte et effacer toutes mes données.",
                "L'importation s'est arrêtée à mi-chemin et personne ne répond au téléphone.",
                "Combien ça coûte ?",
            ]
        ),
        (
            "es",
            [
                "¿Podrían enviarme un presupuesto para veinte usuarios?",
                "Buscamos una herramienta que nuestro equipo de ventas pueda usar el mes que viene.",
                "¿Cómo cambio la dirección que aparece en mi factura?",
                "Gracias, la demostración del martes nos ayudó mucho.",
                "Nuestro contrato termina en marzo y queremos hablar de los precios.",
                "Ya no puedo entrar desde que cambiaron las reglas de las contraseñas.",
                "¿Hay algún descuento para escuelas y otros organismos públicos?",
                "Por favor, cierren mi cuenta y borren todos mis datos.",
                "La importación se paró a medias y nadie contesta al teléfono.",
                "¿Cuánto cuesta?",
            ]
        ),
        (
            "it",
            [
                "Potreste mandarmi un preventivo per venti utenti, per favore?",
                "Cerchiamo uno strumento che i nostri venditori possano usare dal mese prossimo.",
                "Come cambio l'indirizzo che compare sulla mia fattura?",
                "Grazie, la dimostrazione di martedì è stata davvero utile.",
                "Il nostro contratto scade a marzo e vorremmo parlare dei prezzi.",
                "Non riesco più ad accedere da quando avete cambiato le regole.",
                "C'è uno sconto per le scuole e gli altri enti pubblici?",
                "Vi prego di chiudere il mio conto e di cancellare tutti i miei dati.",
                "L'importazione si è fermata a metà e nessuno risponde al telefono.",
                "Quanto costa?",
            ]
        ),
        (
            "pt",
            [
                "Podem enviar-me um orçamento para vinte utilizadores, por favor?",
                "Procuramos uma ferramenta que a nossa equipa de vendas possa usar no próximo mês.",
                "Como mudo a morada que aparece na minha fatura?",
                "Obrigado, a demonstração de terça-feira foi muito útil.",
                "O nosso contrato termina em março e gostaríamos de falar sobre os preços.",
                "Já não consigo entrar desde que mudaram as regras das senhas.",
                "Há algum desconto para escolas e outros organismos públicos?",
                "Por favor, encerrem a minha conta e apaguem todos os meus dados.",
                "A importação parou a meio e ninguém atende o telefone.",
                "Quanto é que custa?",
            ]
        ),
        (
            "nl",
            [
                "Kunt u mij een offerte sturen voor twintig gebruikers?",
                "Wij zoeken een hulpmiddel dat ons verkoopteam volgende maand kan gebruiken.",
                "Hoe verander ik het adres op mijn factuur?",
                "Bedankt, de demonstratie van dinsdag heeft ons echt geholpen.",
                "Ons contract loopt in maart af en we willen graag over prijzen praten.",
                "Ik kan niet meer inloggen sinds jullie de regels hebben veranderd.",
                "Is er korting voor scholen en andere openbare instellingen?",
                "Sluit alstublieft mijn rekening en verwijder al mijn gegevens.",
                "Het importeren stopte halverwege en niemand neemt de telefoon op.",
                "Hoeveel kost dat?",
            ]
        ),
        (
            "pl",
            [
                "Czy mogą mi Państwo przesłać ofertę dla dwudziestu użytkowników?",
                "Szukamy narzędzia, którego nasz dział sprzedaży mógłby używać od przyszłego miesiąca.",
                "Jak zmienić adres, który jest na mojej fakturze?",
                "Dziękuję, wtorkowa prezentacja naprawdę nam pomogła.",
                "Nasza umowa kończy się w marcu i chcielibyśmy porozmawiać o cenach.",
                "Nie mogę się zalogować, odkąd zmieniły się zasady dotyczące haseł.",
                "Czy jest zniżka dla szkół i innych instytucji publicznych?",
                "Proszę zamknąć moje konto i usunąć wszystkie moje dane.",
                "Import zatrzymał się w połowie i nikt nie odbiera telefonu.",
                "Ile to kosztuje?",
            ]
        ),
        (
            "sv",
            [
                "Kan ni skicka mig en offert för tjugo användare?",
                "Vi letar efter ett verktyg som våra säljare kan använda från nästa månad.",
                "Hur ändrar jag adressen på min faktura?",
                "Tack, visningen i tisdags var verkligen till hjälp.",
                "Vårt avtal går ut i mars och vi vill gärna prata om priser.",
                "Jag kan inte logga in längre sedan ni ändrade reglerna för lösenord.",
                "Finns det någon rabatt för skolor och andra offentliga organ?",
                "Var snäll och avsluta mitt konto och ta bort alla mina uppgifter.",
                "Importen stannade halvvägs och ingen svarar i telefonen.",
                "Vad kostar det?",
            ]
        ),
        (
            "tr",
            [
                "Yirmi kullanıcı için bana bir teklif gönderebilir misiniz?",
                "Satış ekibimizin gelecek aydan itibaren kullanabileceği bir araç arıyoruz.",
                "Faturamdaki adresi nasıl değiştirebilirim?",
                "Teşekkürler, salı günkü tanıtım gerçekten çok işimize yaradı.",
                "Sözleşmemiz martta bitiyor ve fiyatlar hakkında konuşmak istiyoruz.",
                "Şifre kurallarını değiştirdiğinizden beri giriş yapamıyorum.",
                "Okullar ve diğer kamu kurumları için indirim var mı?",
                "Lütfen hesabımı kapatın ve bütün verilerimi silin.",
                "Aktarma yarıda kaldı ve kimse telefona cevap vermiyor.",
                "Bunun fiyatı ne kadar?",
            ]
        ),
        (
            "ru",
            [
                "Пришлите мне, пожалуйста, предложение на двадцать пользователей.",
                "Мы ищем программу, которой наши продавцы смогут пользоваться со следующего месяца.",
                "Как изменить адрес, указанный в моём счёте?",
                "Спасибо, показ во вторник нам действительно помог.",
                "Наш договор заканчивается в марте, и мы хотели бы поговорить о ценах.",
                "Я больше не могу войти с тех пор, как вы изменили правила.",
                "Есть ли скидка для школ и других государственных учреждений?",
                "Пожалуйста, закройте мою учётную запись и удалите все мои данные.",
                "Загрузка остановилась на полпути, и никто не берёт трубку.",
                "Сколько это стоит?",
            ]
        ),
        (
            "ar",
            [
                "هل يمكنكم إرسال عرض سعر لعشرين مستخدما من فضلكم؟",
                "نبحث عن أداة يستطيع فريق المبيعات لدينا استخدامها في الشهر القادم.",
                "كيف أغير العنوان المكتوب على فاتورتي؟",
                "شكرا، كان العرض يوم الثلاثاء مفيدا جدا لنا.",
                "ينتهي عقدنا في شهر مارس ونريد أن نتحدث عن الأسعار.",
                "لم أعد أستطيع الدخول منذ أن غيرتم قواعد كلمة المرور.",
                "هل هناك خصم للمدارس والجهات العامة الأخرى؟",
                "من فضلكم أغلقوا حسابي واحذفوا كل بياناتي.",
                "توقف الاستيراد في منتصف الطريق ولا أحد يرد على الهاتف.",
                "كم السعر؟",
            ]
        ),
        (
            "ja",
            [
                "二十名分の見積もりを送っていただけますか。",
                "来月から営業チームが使える道具を探しています。",
                "請求書の住所を変えるにはどうすればよいですか。",
                "火曜日の説明はとても役に立ちました。ありがとうございます。",
                "契約が三月で終わるので、料金について相談したいです。",
                "パスワードの規則が変わってからログインできません。",
                "学校や公共機関向けの割引はありますか。",
                "アカウントを解約して、私のデータをすべて消してください。",
                "取り込みが途中で止まり、電話にも誰も出ません。",
                "いくらですか。",
            ]
        ),
        (
            "zh",
            [
                "请给我发一份二十个用户的报价。",
                "我们在找一个销售团队下个月就能用的工具。",
                "怎样修改我发票上的地址？",
                "谢谢，星期二的演示对我们很有帮助。",
                "我们的合同三月到期，想谈一谈价格。",
                "自从你们改了密码规则，我就登录不了了。",
                "学校和其他公共机构有没有折扣？",
                "请注销我的账户，并删除我的所有数据。",
                "导入到一半就停了，电话也没有人接。",
                "这个多少钱？",
            ]
        ),
    ]
}
