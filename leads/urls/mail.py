from django.urls import path

from leads.views import forwarded_mail, mail, mail_files, mail_server, mail_settings, passed_mail, unsubscribing

urlpatterns = [
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("leads/<uuid:pk>/e-mail/", mail.write, name="write_mail"),
    path("leads/<uuid:pk>/e-mail/<int:activity>/", mail.own_mail, name="own_mail"),
    path("leads/<uuid:pk>/opt-out/", mail.opting_out, name="opting_out"),
    path("leads/<uuid:pk>/opt-out/lifting/", mail.lifting, name="opt_out_lifting"),
    path("messages/<uuid:pk>/sending-again/", mail.sending_again, name="message_sending_again"),
    path("messages/<uuid:pk>/arrival/", mail.arrival, name="message_arrival"),
    path("messages/<uuid:pk>/leaving/", mail.leaving, name="message_leaving"),
    path("messages/<uuid:pk>/requester/", forwarded_mail.requester, name="message_requester"),
    path("messages/<uuid:pk>/dismissal/", forwarded_mail.dismissal, name="message_dismissal"),
    path("messages/<uuid:pk>/question/", forwarded_mail.question, name="message_question"),
    path("mail-files/<int:pk>/", mail_files.mail_file, name="mail_file"),
    path("settings/e-mail/", mail_settings.mail_settings, name="mail_settings"),
    path("settings/e-mail/server/", mail_server.mail_server, name="mail_server"),
    path("settings/e-mail/server/test/", mail_server.mail_server_test, name="mail_server_test"),
    path("settings/e-mail/server/removal/", mail_server.mail_server_removal, name="mail_server_removal"),
    path("settings/mailbox/", mail_settings.mailbox, name="mailbox"),
    path("settings/mailbox/test/", mail_settings.mailbox_test, name="mailbox_test"),
    path("settings/mailbox/passed-over/", passed_mail.passed_mail, name="passed_mail"),
    path("settings/mailbox/passed-over/<int:pk>/lead/", passed_mail.passed_mail_return, name="passed_mail_return"),
    path("settings/mailbox/removal/", mail_settings.mailbox_removal, name="mailbox_removal"),
]
