"""What a plan says beside its objectives and actions, and its two layouts."""

from django.urls import path

from . import charter, facts, layouts, parts, resources, shaping

urlpatterns = [
    path("plan/parts/", parts.plan_parts, name="plan_parts"),
    path("plan/parts/<str:part>/", parts.write_part, name="write_part"),
    path("plan/facts/", facts.key_facts, name="key_facts"),
    path("plan/facts/new/", facts.add_key_fact, name="add_key_fact"),
    path("plan/facts/draw/", facts.draw_key_fact, name="draw_key_fact"),
    path("plan/facts/<int:fact_id>/remove/", facts.remove_key_fact, name="remove_key_fact"),
    path("plan/charter/", charter.self_assessment, name="self_assessment"),
    path("plan/charter/<str:promise>/", charter.assess_promise, name="assess_promise"),
    path("plan/coverage/", charter.plan_coverage, name="plan_coverage"),
    path("plan/coverage/<str:commitment>/", charter.cover_commitment, name="cover_commitment"),
    path("plan/resources/", resources.plan_resources, name="plan_resources"),
    path("plan/resources/new/", resources.add_resource, name="add_resource"),
    path("plan/resources/<int:resource_id>/secure/", resources.secure_resource, name="secure_resource"),
    path("plan/resources/<int:resource_id>/remove/", resources.remove_resource, name="remove_resource"),
    path("plan/objectives/<int:objective_id>/measure/", shaping.measure_objective, name="measure_objective"),
    path("plan/objectives/<int:objective_id>/areas/", shaping.development_areas, name="development_areas"),
    path("plan/objectives/<int:objective_id>/areas/new/", shaping.add_development_area, name="add_development_area"),
    path("plan/areas/<int:area_id>/edit/", shaping.edit_development_area, name="edit_development_area"),
    path("plan/areas/<int:area_id>/remove/", shaping.remove_development_area, name="remove_development_area"),
    path("plan/brief/", layouts.plan_brief, name="plan_brief"),
    path("plan/delivery/", layouts.plan_delivery, name="plan_delivery"),
]
