"""Addresses of promises, protocols, offers, roles and payments; under Act."""

from django.urls import path

from . import leader_views, offer_views, payment_views, pledge_views, protocol_views, role_views, views

urlpatterns = [
    path("plan/commitments/", views.commitments, name="commitments"),
    path("plan/commitments/readiness/", leader_views.readiness, name="readiness"),
    path("plan/commitments/readiness/<str:kind>/", leader_views.note_readiness, name="note_readiness"),
    path("plan/commitments/leaders/", leader_views.leaders, name="leaders"),
    path("plan/commitments/leaders/promise/", leader_views.make_commitment, name="make_commitment"),
    path(
        "plan/commitments/leaders/promise/<int:commitment_id>/", leader_views.close_commitment, name="close_commitment"
    ),
    path("plan/commitments/leaders/contacts/add/", leader_views.record_contact, name="record_contact"),
    path(
        "plan/commitments/leaders/contacts/<int:contact_id>/strike/", leader_views.strike_contact, name="strike_contact"
    ),
    path("plan/commitments/protocols/", protocol_views.protocols, name="protocols"),
    path("plan/commitments/protocols/agree/", protocol_views.agree_protocol, name="agree_protocol"),
    path("plan/commitments/protocols/<int:protocol_id>/", protocol_views.protocol, name="protocol"),
    path(
        "plan/commitments/protocols/<int:protocol_id>/review/", protocol_views.review_protocol, name="review_protocol"
    ),
    path("plan/commitments/protocols/<int:protocol_id>/end/", protocol_views.end_protocol, name="end_protocol"),
    path("plan/commitments/offers/", offer_views.offers, name="offers"),
    path("plan/commitments/offers/add/", offer_views.add_offer, name="add_offer"),
    path("plan/commitments/offers/<int:offer_id>/", offer_views.offer, name="offer"),
    path("plan/commitments/offers/<int:offer_id>/taken/", offer_views.record_take_up, name="record_take_up"),
    path("plan/commitments/offers/<int:offer_id>/end/", offer_views.end_offer, name="end_offer"),
    path("plan/commitments/roles/", role_views.roles, name="roles"),
    path("plan/commitments/roles/<str:kind>/", role_views.report_role, name="report_role"),
    path("plan/commitments/payments/", payment_views.payments, name="payments"),
    path("plan/commitments/payments/record/", payment_views.record_payment, name="record_payment"),
    path("plan/commitments/payments/<int:payment_id>/undo/", payment_views.undo_payment, name="undo_payment"),
    path("plan/commitments/payments/file/<str:kind>/", payment_views.download_payments, name="download_payments"),
    path("plan/commitments/pledge/", pledge_views.pledges, name="pledges"),
    path("plan/commitments/pledge/write/", pledge_views.write_pledge, name="write_pledge"),
    path("plan/commitments/pledge/<int:pledge_id>/", pledge_views.own_pledge, name="own_pledge"),
    path("plan/commitments/pledge/<int:pledge_id>/change/", pledge_views.change_pledge, name="change_pledge"),
    path("plan/commitments/pledge/<int:pledge_id>/add/", pledge_views.add_promise, name="add_promise"),
    path("plan/commitments/pledge/<int:pledge_id>/publish/", pledge_views.publish_pledge, name="publish_pledge"),
    path("plan/commitments/pledge/<int:pledge_id>/sign/", pledge_views.sign_pledge, name="sign_pledge"),
    path("plan/commitments/pledge/<int:pledge_id>/end/", pledge_views.end_pledge, name="end_pledge"),
    path("plan/commitments/promises/<int:promise_id>/change/", pledge_views.change_promise, name="change_promise"),
    path("plan/commitments/promises/<int:promise_id>/move/", pledge_views.move_promise, name="move_promise"),
    path("plan/commitments/promises/<int:promise_id>/remove/", pledge_views.remove_promise, name="remove_promise"),
    path("plan/commitments/promises/<int:promise_id>/update/", pledge_views.update_promise, name="update_promise"),
]
