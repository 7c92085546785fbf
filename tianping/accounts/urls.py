"""Addresses of people, posts, log-in and second factors."""

from allauth.account import views as log_in
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as spare_codes
from allauth.mfa.totp import views as authenticator_app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from tianping.accounts import public as citizens
from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import (
    APPOINT,
    CONFIRM_LAWYER,
    ENTER_LOCAL_FIGURES,
    MANAGE_PEOPLE,
    OWN_IDENTITY,
    PUBLIC,
    READ_AUDIT,
    SIGNED_IN,
    VERIFY_IDENTITY,
    VIEW_MESSAGES,
    VIEW_PEOPLE,
    permitted,
)
from tianping.accounts.queries import unsent_messages
from tianping.accounts.views import identities, own_identity, proving, sent
from tianping.accounts.views import register as views

public, own = permitted(PUBLIC), permitted(SIGNED_IN)
people, manage, appoint = permitted(VIEW_PEOPLE), permitted(MANAGE_PEOPLE), permitted(APPOINT)
auditor, figures = permitted(READ_AUDIT), permitted(ENTER_LOCAL_FIGURES)
verified, messages, own_data = permitted(VERIFY_IDENTITY), permitted(VIEW_MESSAGES), permitted(OWN_IDENTITY)

NAVIGATION = (
    Entry("立案", "当事人身份", "identities", VERIFY_IDENTITY),
    Entry("系统", "已发信息", "sent_messages", VIEW_MESSAGES, unsent_messages),
    Entry("系统", "人员与岗位", "people", VIEW_PEOPLE),
    Entry("系统", "审计记录", "audit_log", READ_AUDIT),
    Entry("审判管理", "本院数据", "local_figures", ENTER_LOCAL_FIGURES),
    Entry("我的", "我的账号", "own_account", SIGNED_IN),
)

urlpatterns = [
    path("login/", public(log_in.login), name="account_login"),
    path("logout/", public(log_in.logout), name="account_logout"),
    path("password/change/", own(log_in.password_change), name="account_change_password"),
    path("reauthenticate/", own(log_in.reauthenticate), name="account_reauthenticate"),
    path("me/", own(views.own_account), name="own_account"),
    path("phone/", public(citizens.phone), name="phone_sign_in"),
    path("phone/code/", public(citizens.code), name="phone_code"),
    path("phone/sign-up/", public(citizens.sign_up), name="phone_sign_up"),
    path("identity/", own_data(own_identity.own_identity), name="own_identity"),
    path("identity/correct/", own_data(own_identity.correct), name="own_identity_correct"),
    path("identity/phone/", own_data(own_identity.change_phone), name="own_identity_phone"),
    path("identity/phone/prove/", own_data(proving.prove_phone), name="prove_phone"),
    path("identity/copy/", own_data(own_identity.copy), name="own_identity_copy"),
    path("identity/withdraw/", own_data(own_identity.withdraw), name="own_identity_withdraw"),
    path("identities/", verified(identities.listing), name="identities"),
    path("identities/<int:pk>/", verified(identities.single), name="identity"),
    path("identities/<int:pk>/reveal/", verified(identities.reveal), name="identity_reveal"),
    path("identities/<int:pk>/verify/", verified(identities.verify), name="identity_verify"),
    path("identities/<int:pk>/lawyer/", permitted(CONFIRM_LAWYER)(identities.confirm_lawyer), name="identity_lawyer"),
    path("messages/", messages(sent.listing), name="sent_messages"),
    path("messages/<int:pk>/", messages(sent.single), name="sent_message"),
    path("messages/<int:pk>/reveal/", messages(sent.reveal), name="sent_message_reveal"),
    path("messages/<int:pk>/again/", messages(sent.try_again), name="sent_message_again"),
    path("messages/<int:pk>/settle/", messages(sent.settle), name="sent_message_settle"),
    path("stay/", own(views.stay), name="stay"),
    path("drafts/<slug:form>/", own(views.keep_draft), name="draft_keep"),
    path("2fa/", own(views.to_own_account), name="mfa_index"),
    path("2fa/authenticate/", public(second_factor.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", own(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", own(authenticator_app.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", own(authenticator_app.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", own(spare_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", own(spare_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("2fa/passkeys/", own(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/passkeys/add/", own(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/passkeys/login/", public(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("2fa/passkeys/reauthenticate/", own(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("2fa/passkeys/<int:pk>/edit/", own(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("2fa/passkeys/<int:pk>/remove/", own(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("people/", people(views.people_list), name="people"),
    path("people/add/", manage(views.add_person), name="add_person"),
    path("people/<int:pk>/", people(views.person), name="person"),
    path("people/<int:pk>/deactivate/", manage(views.deactivate), name="deactivate_person"),
    path("people/<int:pk>/reactivate/", manage(views.reactivate), name="reactivate_person"),
    path("people/<int:pk>/reset-password/", manage(views.reset_password), name="reset_password"),
    path("people/<int:pk>/one-time-password/<uuid:key>/", manage(views.one_time_password), name="one_time_password"),
    path("people/<int:pk>/appoint/", appoint(views.appoint), name="appoint"),
    path("holdings/<int:pk>/end/", appoint(views.end_post), name="end_post"),
    path("audit/", auditor(views.audit_log), name="audit_log"),
    path("audit/verify/", auditor(views.verify_audit), name="verify_audit"),
    path("local-figures/", figures(views.local_figures), name="local_figures"),
    path("local-figures/<slug:name>/enter/", figures(views.enter_local_figure), name="enter_local_figure"),
]
